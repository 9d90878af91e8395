package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Death;
import dev.holdfast.device.peer.PeerContents;
import dev.holdfast.device.peer.PeerLeaving;
import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A device with attachments that an administrator has ended")
class LeaveContentsTest {
  private static final int LARGE = 3 * 1024 * 1024;

  private final AttachingDevice attaching = new AttachingDevice(3);
  private final Device device = attaching.device;
  private final PeerLeaving order = device.peer().leaving();
  private final PeerContents server = device.peer().contents();
  private final byte[] photo = AttachingDevice.bytes(100_000, 1);
  private final byte[] film = AttachingDevice.bytes(LARGE, 2);

  @AfterEach
  void close() {
    device.close();
  }

  private void recordBoth() {
    attaching.record("photo", attaching.photo(photo));
    attaching.record("film", attaching.attach(film, "video/mp4"));
  }

  private List<ActionOutcome> ofTheLast(int count) {
    List<ActionOutcome> judged = device.peer().judged();
    return judged.subList(judged.size() - count, judged.size());
  }

  private void assertErased() {
    assertThat(attaching.files()).isZero();
    assertThat(device.store().resolve("wiped")).exists();
    assertThat(order.reports())
        .last()
        .satisfies(
            report -> {
              assertThat(report.erased()).isTrue();
              assertThat(report.unsent()).isZero();
            });
  }

  @Test
  @DisplayName("sends the contents that its actions wait for, then these, and is erased then")
  void sends() {
    recordBoth();
    order.order(true, true);

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThat(server.complete().values()).containsExactlyInAnyOrder(photo, film);
    assertThat(ofTheLast(2)).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertErased();
  }

  @Test
  @DisplayName("is not erased while the server can't take them, and goes on where that was")
  void away() {
    recordBoth();
    order.order(true, true);
    server.cutAndGoAt(70_000);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    assertThat(attaching.files()).isEqualTo(2);
    long before = server.taken();
    device.peer().reachable(true);

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThat(before).isPositive();
    assertThat(server.taken()).isEqualTo(photo.length + film.length);
    assertThat(ofTheLast(2)).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertErased();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 64 * 1024, 99_999})
  @DisplayName("goes on after a kill in a small content, and nothing is lost")
  void killed(int after) {
    recordBoth();
    order.order(true, true);
    server.dieAt(after);

    killedAndGoesOn();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("goes on after a kill between two pieces of a large one, and nothing is lost")
  void killedBetween(int piece) {
    recordBoth();
    order.order(true, true);
    AtomicInteger pieces = new AtomicInteger();
    server.between(
        () -> {
          if (pieces.incrementAndGet() == piece) {
            throw new Death();
          }
        });

    killedAndGoesOn();
  }

  private void killedAndGoesOn() {
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(Death.class);
    device.kill();
    assertThat(attaching.files()).isEqualTo(2);

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThat(server.complete().values()).containsExactlyInAnyOrder(photo, film);
    assertThat(ofTheLast(2)).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertErased();
  }

  @Test
  @DisplayName("sends an action without the content that the server refuses: a person decides")
  void refused() {
    attaching.record("photo", attaching.photo(photo));
    server.refuse("image/jpeg", 507, "quota-exceeded");
    order.order(true, true);

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThat(ofTheLast(1))
        .extracting(ActionOutcome::reason)
        .containsExactly(ParkReason.NOT_AVAILABLE);
    assertErased();
  }

  @Test
  @DisplayName("keeps them if nothing is taken and it is not erased, and can show them")
  void notTaken() {
    Attachment attachment = attaching.photo(photo);
    attaching.record("photo", attachment);
    order.order(false, false);

    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThat(server.complete()).isEmpty();
    assertThat(attaching.read(attachment)).isEqualTo(photo);
  }

  @Test
  @DisplayName("has the wiped store refused afterwards")
  void afterwards() {
    recordBoth();
    order.order(true, true);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThatThrownBy(device.holdfast()::cases)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.WIPED));
  }
}
