package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.kernel.app.Attachment;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment, refused")
class RefusedAttachmentsTest extends AttachmentTest {
  @Test
  @DisplayName("that the server refuses keeps its action, with the reason, and the rest goes on")
  void refused() {
    UUID other = device.peer().planned("AK", "ANC", "alice");
    holdfast().sync();
    server().refuse("image/jpeg", 507, "quota-exceeded");
    UUID action = attaching.record("photo", attaching.photo(small));
    holdfast().perform(other, "arrive", Map.of());

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);

    PendingAction waits = holdfast().pending().get(0);
    assertThat(waits.status()).isEqualTo(ActionStatus.PENDING);
    assertThat(waits.waitsFor().get(0).state()).isEqualTo(State.REFUSED);
    assertThat(waits.waitsFor().get(0).reason()).isEqualTo("quota-exceeded");
    int requests = server().requests().size();
    holdfast().sync();
    assertThat(server().requests()).as("not tried again by itself").hasSize(requests);

    server().refuseNothing();
    holdfast().retry(action, Map.of());
    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("that the server refuses can be left out, and goes with the action")
  void leftOut() {
    server().refuse("image/jpeg", 415, "content-type-lies");
    UUID action =
        holdfast()
            .perform(
                inspection, "record", Map.of("photo", attaching.photo(small), "findings", "Ruts"))
            .action();
    holdfast().sync();
    Map<String, Object> without = new HashMap<>();
    without.put("photo", null);

    holdfast().retry(action, without);

    assertThat(attaching.files()).isZero();
    assertThat(holdfast().sync().up().applied()).isEqualTo(1);
    assertThat(holdfast().show(inspection).orElseThrow().fields())
        .containsEntry("findings", "Ruts")
        .doesNotContainKey("photo");
  }

  @Test
  @DisplayName("that waits for its content and is not refused is on its way")
  void onItsWay() {
    UUID action = attaching.record("photo", attaching.photo(small));

    assertThatThrownBy(() -> holdfast().retry(action, Map.of()))
        .isInstanceOf(NotAllowedException.class);
    server().refuse("image/jpeg", 413, "content-too-large");
    holdfast().sync();
    attaching.record("findings", "Ruts");
    assertThatThrownBy(() -> holdfast().retry(action, Map.of()))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("build on it");
    assertThat(holdfast().cancel(action, true)).hasSize(2);
  }

  @Test
  @DisplayName("whose content the server has lost since is sent again, once")
  void lacked() {
    UUID action = attaching.record("photo", attaching.photo(small));
    device.peer().intake().locked(inspection, true);
    holdfast().sync();
    Attachment photo = holdfast().attachments().list().get(0).attachment();
    server().lose(photo.id());
    device.peer().intake().locked(inspection, false);

    assertThat(holdfast().sync().up().applied()).isEqualTo(1);

    assertThat(attaching.onServer()).containsOnlyKeys(photo.id());
    assertThat(device.peer().judged()).last().matches(o -> o.action().equals(action));
  }

  @Test
  @DisplayName("that never arrives as it is is refused, as content-differs")
  void differs() {
    server().corrupt(100);
    attaching.record("photo", attaching.photo(small));

    holdfast().sync();

    assertThat(holdfast().pending().get(0).waitsFor().get(0).reason()).isEqualTo("content-differs");
  }
}
