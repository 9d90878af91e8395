package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.AttachmentException;
import dev.holdfast.device.api.ContentView.State;
import dev.holdfast.kernel.app.Attachment;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An attachment, fetched")
class FetchedAttachmentsTest extends AttachmentTest {
  @Test
  @DisplayName("that others made comes when it is asked for, or by itself if the package says so")
  void fetched() {
    String plan = server().put(large);
    String photo = server().put(small);
    device
        .peer()
        .elsewhere(inspection, "plan", new Attachment(plan, "p.pdf", "application/pdf", 1_500_000));
    Attachment picture = new Attachment(photo, "p.jpg", "image/jpeg", 40_000);
    device.peer().elsewhere(inspection, "photo", picture);

    holdfast().sync();

    Attachment eager =
        (Attachment)
            Objects.requireNonNull(holdfast().show(inspection).orElseThrow().fields().get("plan"));
    assertThat(attaching.read(eager)).isEqualTo(large);
    assertThat(holdfast().attachments().isHere(picture)).isFalse();
    assertThat(attaching.state(picture)).isEqualTo(State.AWAY);
    holdfast().attachments().fetch(picture);
    assertThat(attaching.read(picture)).isEqualTo(small);
    assertThat(server().given()).isEqualTo(large.length + small.length);

    device.peer().complete(inspection);
    device.peer().elsewhere(inspection, "photo", eager);
    holdfast().sync();
    assertThat(attaching.files())
        .as("what no case names goes with the next checkpoint")
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "that the server does not give is said to be gone; one that comes wrong is not shown")
  void notFetched() {
    Attachment gone = new Attachment("ab".repeat(32), "x.jpg", "image/jpeg", 10);
    assertThatThrownBy(() -> holdfast().attachments().fetch(gone))
        .isInstanceOfSatisfying(
            AttachmentException.class,
            e -> assertThat(e.reason()).isEqualTo(AttachmentException.Reason.GONE));
    Attachment wrong = new Attachment(server().put(small), "x.jpg", "image/jpeg", small.length);
    server().corrupt(2);

    assertThatThrownBy(() -> holdfast().attachments().fetch(wrong))
        .hasMessageContaining("is not its content");

    assertThat(holdfast().attachments().isHere(wrong)).isFalse();
    assertThat(attaching.files()).isZero();
    holdfast().attachments().fetch(wrong);
    assertThat(attaching.read(wrong)).isEqualTo(small);
  }
}
