package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An administrator's order to wipe the device. */
class WipeTest {
  private final Device device = Device.alice(4);

  @AfterEach
  void close() {
    device.close();
  }

  private void syncWithOneActionWaiting() {
    device.peer().airport("AK", "ANC", "Anchorage");
    UUID id = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    device.holdfast().perform(id, "arrive", Map.of());
  }

  @Test
  void erasesTheStoreAndSaysWhatWentWithIt() {
    syncWithOneActionWaiting();
    device.peer().refuse("device-wiped");

    assertThatThrownBy(device.holdfast()::sync)
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("erased, with 1 actions that were not sent")
        .hasMessageContaining("new store");

    assertThat(device.store()).isDirectoryNotContaining("glob:**holdfast.db*");
  }

  @Test
  void endsEverythingThatTheStoreCouldDo() {
    syncWithOneActionWaiting();
    Holdfast another = device.another();
    another.cases();
    device.peer().refuse("device-wiped");
    assertThatThrownBy(device.holdfast()::sync).isInstanceOf(NotSignedInException.class);

    assertThatThrownBy(device.holdfast()::cases).satisfies(WipeTest::saysWiped);
    assertThatThrownBy(another::cases).satisfies(WipeTest::saysWiped);
    assertThatThrownBy(() -> another.create("inspection", Map.of("site", "ANC")))
        .satisfies(WipeTest::saysWiped);
    assertThat(Holdfast.exists(device.store())).isTrue();
    assertThatThrownBy(device::another).satisfies(WipeTest::saysWiped);
    another.close();
  }

  @Test
  void reachesADeviceThatSignsIn() {
    syncWithOneActionWaiting();
    device.holdfast().signOut();
    device.peer().refuse("device-wiped");

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://peer.invalid", "alice", "secret", "test"))
        .hasMessageContaining("erased");
    assertThatThrownBy(device::another).satisfies(WipeTest::saysWiped);
  }

  @Test
  void isObeyedWhenTheQueueCanNotBeRead() {
    syncWithOneActionWaiting();
    device.breakTable("hf_action");
    device.peer().refuse("device-wiped");

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://peer.invalid/", "alice", "secret", "test"))
        .isInstanceOf(NotSignedInException.class)
        .hasMessageContaining("erased; whether actions were not sent is not known");

    assertThat(device.store()).isDirectoryNotContaining("glob:**holdfast.db*");
  }

  @Test
  void isNotObeyedFromAServerThatIsNotTheStores() {
    syncWithOneActionWaiting();
    device.peer().refuse("device-wiped");

    assertThatThrownBy(
            () -> device.holdfast().signIn("https://other.invalid", "alice", "secret", "test"))
        .isInstanceOf(NotSignedInException.class)
        .hasMessageNotContaining("erased");

    assertThat(device.holdfast().pending()).hasSize(1);
    device.peer().refuse(null);
    assertThat(device.holdfast().sync().up().applied()).isEqualTo(1);
  }

  private static void saysWiped(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Sign in with a new store");
    assertThat(((StoreException) thrown).reason()).isEqualTo(StoreException.Reason.WIPED);
  }
}
