package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncState;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.wire.LeaveReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A device that an administrator has ended")
class LeaveTest {
  private final Device device = Device.alice(4);
  private final Peer peer = device.peer();
  private UUID inspection = new UUID(0, 0);

  @BeforeEach
  void workOffline() {
    peer.airport("AK", "ANC", "Anchorage");
    inspection = peer.planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(inspection, "arrive", Map.of());
  }

  @AfterEach
  void close() {
    device.close();
  }

  private void syncEnds(String... said) {
    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContainingAll(said);
  }

  private static void saysWiped(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.WIPED));
  }

  @Test
  @DisplayName("sends what it has, gets nothing, tells so, and keeps what it holds")
  void revoked() {
    peer.leaving().order(true, false);
    peer.airport("AK", "FAI", "Fairbanks");

    syncEnds("ended this device", "The server has all that was done on it", "new store");

    assertThat(peer.judged()).hasSize(1);
    assertThat(peer.leaving().reports()).containsExactly(report(false, 0));
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(1);
    assertThat(device.holdfast().pending()).isEmpty();
  }

  @Test
  @DisplayName("performs nothing any more, in no process")
  void performsNothing() {
    Holdfast another = device.another();
    peer.leaving().order(true, false);
    syncEnds("ended");

    assertThatThrownBy(() -> another.create("inspection", Map.of("site", "ANC")))
        .isInstanceOfSatisfying(
            LockedException.class,
            e -> assertThat(e.reason()).isEqualTo(LockedException.Reason.ENDED))
        .hasMessageContaining("nothing can be done on it any more");
    assertThat(another.cases()).hasSize(1);
    another.close();
  }

  @Test
  @DisplayName("goes on if its server takes it back, as after a restore")
  void takenBack() {
    peer.leaving().order(false, false);
    syncEnds("Actions that were not sent stay on it: 1");
    peer.leaving().takeBack();

    device.holdfast().signIn("https://peer.invalid", "alice", "secret", "test");

    assertThat(device.holdfast().sync().up().applied()).isEqualTo(1);
    device.holdfast().perform(inspection, "record", Map.of("condition", "good"));
  }

  @Test
  @DisplayName("keeps what is not taken, and tells how much that is, as often as it asks")
  void notTaken() {
    peer.leaving().order(false, false);

    syncEnds("Actions that were not sent stay on it: 1");
    syncEnds("Actions that were not sent stay on it: 1");

    assertThat(peer.judged()).isEmpty();
    assertThat(device.holdfast().pending()).hasSize(1);
    assertThat(peer.leaving().reports()).containsExactly(report(false, 1), report(false, 1));
  }

  @Test
  @DisplayName("sends what it has before it erases its store, and tells when it can't be read")
  void wiped() {
    peer.leaving().order(true, true);

    syncEnds("wiped. Its store is erased. Sign in with a new store.");

    assertThat(peer.judged()).hasSize(1);
    assertThat(peer.leaving().reports()).containsExactly(report(true, 0));
    assertThat(device.store()).isDirectoryNotContaining("glob:**holdfast.*");
    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);
    assertThat(peer.leaving().reports()).as("once is enough").hasSize(1);
  }

  @Test
  @DisplayName("offers again what its server had taken, which may have been restored since")
  void restoredServer() {
    Runnable restore = peer.backup();
    device.holdfast().sync();
    device.holdfast().sync();
    assertThat(device.holdfast().pending()).isEmpty();
    restore.run();
    assertThat(peer.judged()).isEmpty();
    peer.leaving().order(true, true);

    syncEnds("Its store is erased. Sign in");

    assertThat(peer.judged()).hasSize(1);
    assertThat(peer.leaving().reports()).containsExactly(report(true, 0));
  }

  @Test
  @DisplayName("offers it once for an order: what was judged is not sent at the next contact")
  void offersOnce() {
    UUID other = peer.planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().sync();
    device.holdfast().perform(other, "arrive", Map.of());
    peer.intake().locked(other, true);
    peer.intake().batches().clear();
    peer.leaving().order(true, true);
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(UnreachableException.class);
    int both = peer.intake().batches().get(0);
    peer.intake().locked(other, false);

    syncEnds("Its store is erased. Sign in");

    assertThat(peer.intake().batches().get(peer.intake().batches().size() - 1))
        .as("bytes of one action")
        .isLessThan(both * 2 / 3);
    assertThat(peer.judged()).hasSize(2);
  }

  @Test
  @DisplayName("says for ever how many actions went with its store, if they were not taken")
  void wipedWithLoss() {
    peer.leaving().order(false, true);

    syncEnds("erased, with 1 actions that were not sent");

    assertThat(peer.judged()).isEmpty();
    assertThat(peer.leaving().reports()).containsExactly(report(true, 1));
    assertThatThrownBy(device::another).hasMessageContaining("with 1 actions that were not sent");
    assertThatThrownBy(device.holdfast()::cases)
        .hasMessageContaining("with 1 actions that were not sent");
  }

  @Test
  @DisplayName("tells again that its store is erased when the answer was lost")
  void lostAcknowledgement() throws IOException {
    peer.leaving().order(false, true);
    peer.faults().loseAnswer();
    syncEnds("erased");
    assertThat(Files.readString(device.store().resolve("wiped"))).contains("i-have-left");

    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);

    assertThat(peer.leaving().reports()).containsExactly(report(true, 1), report(true, 1));
    assertThat(Files.readString(device.store().resolve("wiped"))).doesNotContain("i-have-left");
    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);
    assertThat(peer.leaving().reports()).hasSize(2);
  }

  @Test
  @DisplayName("does not go on telling a server that says that it has ordered nothing of the kind")
  void notOrdered() {
    peer.leaving().order(false, true);
    peer.leaving().forget();
    syncEnds("erased");

    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);

    assertThat(peer.leaving().reports()).hasSize(1);
    Holdfast.at(device.store()).transport(peer).remove(false);
    assertThat(Holdfast.exists(device.store())).isFalse();
  }

  @Test
  @DisplayName("does not write into a new store that another process makes while it tells")
  void replacedWhileTold() {
    peer.leaving().order(false, true);
    peer.faults().loseAnswer();
    syncEnds("erased");
    peer.leaving()
        .whileTold(
            () -> {
              peer.reachable(false);
              Holdfast.at(device.store()).transport(peer).remove(true);
              peer.reachable(true);
              device.another().close();
            });

    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);

    assertThat(device.store()).isDirectoryNotContaining("glob:**wiped");
    device.another().close();
  }

  @Test
  @DisplayName("does not erase what the server can't judge now; the next contact goes on")
  void retried() {
    peer.intake().locked(inspection, true);
    peer.leaving().order(true, true);

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("1 wait");
    assertThat(device.holdfast().pending()).hasSize(1);
    assertThatThrownBy(() -> device.holdfast().perform(inspection, "record", Map.of()))
        .isInstanceOf(LockedException.class)
        .hasMessageContaining("actions that wait to be sent: 1");
    peer.intake().locked(inspection, false);

    syncEnds("Its store is erased. Sign in");
    assertThat(peer.judged()).hasSize(1);
  }

  @Test
  @DisplayName("counts what was too large to be sent among what the server has not")
  void tooLarge() {
    device.holdfast().sync();
    device.holdfast().perform(inspection, "record", Map.of("findings", "x".repeat(3900)));
    peer.faults().refuseLargerThan(3000);
    peer.leaving().order(true, true);

    syncEnds("Its store is erased, with", "1");

    assertThat(peer.leaving().reports()).containsExactly(report(true, 1));
  }

  @Test
  @DisplayName("then signs in at its own server only, which knows that it was ended")
  void endedElsewhere() {
    peer.leaving().order(true, false);
    syncEnds("ended this device");
    peer.leaving().takeBack();

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://other.invalid", "alice", "secret", "test"))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("works with https://peer.invalid only");
  }

  @Test
  @DisplayName("is idle again when it has done as ordered")
  void isIdle() {
    peer.leaving().order(true, false);

    syncEnds("ended this device");

    assertThat(device.holdfast().syncState()).isInstanceOf(SyncState.Idle.class);
  }

  @Test
  @DisplayName("hears it at sign-in and when it signs out, and sends what it has")
  void otherContacts() {
    peer.leaving().order(true, false);
    assertThatThrownBy(
            () -> device.holdfast().signIn("https://peer.invalid", "alice", "secret", "test"))
        .hasMessageContaining("The server has all");
    assertThat(peer.judged()).hasSize(1);
    assertThat(device.holdfast().signOut()).isTrue();
    assertThat(device.holdfast().status().signedIn()).isFalse();
    peer.leaving().takeBack();
    device.holdfast().signIn("https://peer.invalid", "alice", "secret", "test");
    peer.leaving().order(true, true);

    assertThatThrownBy(device.holdfast()::signOut).isInstanceOf(NotSignedInException.class);

    assertThatThrownBy(device::another).satisfies(LeaveTest::saysWiped);
  }

  @Test
  @DisplayName("is ended by its own server only")
  void otherServer() {
    peer.leaving().order(true, true);

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://other.invalid", "alice", "secret", "test"))
        .isInstanceOf(NotSignedInException.class);

    assertThat(device.holdfast().pending()).hasSize(1);
    assertThat(peer.judged()).isEmpty();
    assertThat(peer.leaving().reports()).isEmpty();
  }

  @Test
  @DisplayName("is erased with what can't be read of its queue, and says that it could not count")
  void damaged() {
    device.breakTable("hf_action");
    peer.leaving().order(true, true);

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://peer.invalid", "alice", "secret", "test"))
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("erased; whether actions were not sent is not known");

    assertThat(peer.leaving().reports()).containsExactly(report(true, null));
  }

  private static LeaveReport report(
      boolean erased, @org.jspecify.annotations.Nullable Integer unsent) {
    return new LeaveReport("i-have-left", erased, unsent);
  }
}
