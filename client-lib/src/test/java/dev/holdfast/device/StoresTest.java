package dev.holdfast.device;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.UserStore;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.kernel.app.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Several users on one device")
class StoresTest {
  private static final byte[] ALICES = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] BOBS = "fedcba9876543210fedcba9876543210".getBytes(US_ASCII);

  @TempDir private Path directory = Path.of("unset");
  private final Peer peer = new Peer(Device.CLOCK, Peer.alice());
  private UUID inspection = new UUID(0, 0);

  private Stores stores() {
    return Stores.in(directory.resolve("stores"));
  }

  private Holdfast open(String user, byte[] key) {
    return stores().at(user).transport(peer).clock(Device.CLOCK).openWithKey(key);
  }

  private Holdfast signedIn() {
    peer.airport("AK", "ANC", "Anchorage");
    inspection = peer.planned("AK", "ANC", "alice");
    Holdfast alice = open("alice", ALICES);
    alice.signIn("https://peer.invalid", "alice", "secret", "test");
    alice.sync();
    return alice;
  }

  @Test
  @DisplayName("have a store each, and are listed without opening one")
  void listed() {
    assertThat(stores().list()).isEmpty();
    try (Holdfast alice = signedIn()) {
      alice.perform(inspection, "arrive", Map.of());
    }
    open("bob", BOBS).close();

    assertThat(stores().list())
        .containsExactly(
            new UserStore("alice", stores().directory("alice"), 1, false),
            new UserStore("bob", stores().directory("bob"), 0, false));
    assertThat(stores().exists("carol")).isFalse();
  }

  @Test
  @DisplayName("don't open another's store, nor sign in with it, also before its user has")
  void apart() {
    signedIn().close();

    assertThatThrownBy(() -> open("alice", BOBS)).isInstanceOf(WrongPassphraseException.class);
    try (Holdfast bob = open("bob", BOBS)) {
      assertThat(bob.cases()).isEmpty();
      assertThatThrownBy(() -> bob.signIn("https://peer.invalid", "alice", "secret", "test"))
          .isInstanceOf(NotAllowedException.class)
          .hasMessage("This store is bob's. Every user has a store of their own.");
    }
  }

  @Test
  @DisplayName("lose no action when a store is removed, unless it is forced")
  void removed() {
    Holdfast alice = signedIn();
    alice.perform(inspection, "arrive", Map.of());

    assertThatThrownBy(() -> stores().at("alice").remove(true))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.BUSY));
    alice.close();
    assertThatThrownBy(() -> stores().remove("alice", false))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("with 1 actions that were not sent");
    stores().remove("alice", true);

    assertThat(stores().list()).isEmpty();
    assertThat(stores().directory("alice")).isDirectoryNotContaining("glob:**holdfast.*");
    assertThatThrownBy(() -> stores().remove("alice", false))
        .hasMessageContaining("There is no store");
    signedIn().close();
  }

  @Test
  @DisplayName("begin anew after one was wiped, when its server has heard so")
  void wiped() {
    Holdfast alice = signedIn();
    peer.leaving().order(true, true);
    peer.faults().loseAnswer();
    assertThatThrownBy(alice::sync).hasMessageContaining("erased");
    peer.reachable(false);

    assertThat(stores().list())
        .containsExactly(new UserStore("alice", stores().directory("alice"), 0, true));
    assertThatThrownBy(() -> stores().at("alice").transport(peer).remove(false))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageContaining("has not heard yet");
    peer.reachable(true);
    stores().at("alice").transport(peer).remove(false);

    assertThat(peer.leaving().reports()).hasSize(2);
    peer.leaving().takeBack();
    signedIn().close();
  }

  @Test
  @DisplayName("are not mixed up with what else lies in the folder")
  void others() throws IOException {
    signedIn().close();
    Files.createDirectories(directory.resolve("stores/u-carol"));
    Files.createDirectories(directory.resolve("stores/backup"));
    Files.copy(
        stores().directory("alice").resolve("holdfast.db"),
        directory.resolve("stores/backup/holdfast.db"));
    Files.writeString(directory.resolve("stores/u-dave"), "no folder");

    assertThat(stores().list()).extracting(UserStore::user).containsExactly("alice");
  }

  @Test
  @DisplayName("can be signed in as by their own names only")
  void names() {
    Peer other = new Peer(Device.CLOCK, new User("../alice", Set.of(), Map.of()));

    try (Holdfast odd = stores().at("../alice").transport(other).openWithKey(ALICES)) {
      odd.signIn("https://peer.invalid", "../alice", "secret", "test");
    }

    assertThat(stores().list()).extracting(UserStore::user).containsExactly("../alice");
    assertThat(stores().directory("../alice").normalize().getParent())
        .isEqualTo(directory.resolve("stores"));
  }
}
