package dev.holdfast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.keys.CheapPassphrase;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.policy.SyncPolicy.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The passphrase of a store")
class PassphraseTest {
  private static final KeyProtection FIRST = CheapPassphrase.of("correct horse");
  private static final KeyProtection SECOND = CheapPassphrase.of("battery staple");
  private static final KeyProtection WRONG = CheapPassphrase.of("wrong");

  private final Device device = Device.alice(5);
  private UUID caseId = new UUID(0, 0);

  @BeforeEach
  void begin() {
    device.peer().airport("AK", "ANC", "Anchorage");
    caseId = device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
    store().changeProtection(Device.key(), FIRST);
  }

  @AfterEach
  void end() {
    device.close();
  }

  private HoldfastBuilder store() {
    return Holdfast.at(device.store()).transport(device.peer()).clock(Device.CLOCK);
  }

  private byte[] file() throws IOException {
    return Files.readAllBytes(device.store().resolve("holdfast.db"));
  }

  @Test
  @DisplayName("is changed without a byte of the store, and while it is open")
  void changed() throws IOException {
    device.holdfast().perform(caseId, "arrive", Map.of());
    byte[] before = file();

    store().changeProtection(FIRST, SECOND);

    assertThat(file()).isEqualTo(before);
    assertThat(device.holdfast().pending()).as("who has it open goes on").hasSize(1);
    assertThatThrownBy(() -> store().open(FIRST)).isInstanceOf(WrongPassphraseException.class);
    try (Holdfast opened = store().open(SECOND)) {
      assertThat(opened.pending()).hasSize(1);
      assertThat(opened.verify().match()).isTrue();
    }
  }

  @Test
  @DisplayName("is typed, and must not be empty")
  void typed() {
    char[] typed = "correct horse".toCharArray();
    char[] next = "battery staple".toCharArray();

    store().changePassphrase(typed, next);

    store().open(next).close();
    assertThatThrownBy(() -> store().open(typed)).isInstanceOf(WrongPassphraseException.class);
    assertThatThrownBy(() -> store().changePassphrase(next, new char[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("is stretched anew when it is opened, if it was stretched less than today")
  void stretched() throws IOException {
    char[] typed = "correct horse".toCharArray();
    String before = Files.readString(device.store().resolve("holdfast.key"));

    store().open(typed).close();

    String after = Files.readString(device.store().resolve("holdfast.key"));
    assertThat(after).isNotEqualTo(before);
    store().open(FIRST).close();
    assertThat(device.store().resolve("holdfast.key")).hasContent(after);
  }

  @Test
  @DisplayName("opens the store also if it can't be stretched anew")
  void notStretched() throws IOException {
    String before = Files.readString(device.store().resolve("holdfast.key"));

    store().open(new Outdated()).close();

    assertThat(device.store().resolve("holdfast.key")).hasContent(before);
  }

  /** The first passphrase, if the time had come to stretch it more and that failed. */
  private static final class Outdated implements KeyProtection {
    @Override
    public String scheme() {
      return FIRST.scheme();
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
      throw new IllegalStateException("can't be wrapped now");
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
      return FIRST.unwrap(wrapped, context);
    }

    @Override
    public boolean isOutdated(byte[] wrapped) {
      return true;
    }
  }

  @Test
  @DisplayName("is not changed by who does not know it, and that counts as an attempt")
  void wrong() {
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(() -> store().changeProtection(WRONG, SECOND))
          .isInstanceOf(WrongPassphraseException.class);
    }
    assertThatThrownBy(() -> store().open(FIRST)).hasMessageContaining("wrong too often");
  }

  @Test
  @DisplayName("is the old or the new one when its change is cut")
  void cut() throws IOException {
    // What a cut leaves before the new file takes the place of the old one.
    Files.writeString(device.store().resolve("holdfast.key.tmp"), "{\"version\":1,\"sch");

    store().open(FIRST).close();
    store().changeProtection(FIRST, SECOND);
    store().open(SECOND).close();
  }

  @Test
  @DisplayName("is told from a store whose key somebody else keeps, and from a damaged key file")
  void others() throws IOException {
    KeyProtection elsewhere = new Elsewhere();

    assertThatThrownBy(() -> store().open(elsewhere))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The store's key is kept by \"passphrase\", not by \"elsewhere\". Nothing was changed.");
    store().changeProtection(FIRST, elsewhere);
    assertThatThrownBy(() -> store().open(FIRST)).hasMessageContaining("kept by \"elsewhere\"");
    store().open(elsewhere).close();

    Files.writeString(
        device.store().resolve("holdfast.key"),
        Files.readString(device.store().resolve("holdfast.key")).replaceFirst("[a-f]", "0"));
    assertThatThrownBy(() -> store().open(elsewhere))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.DAMAGED);
  }

  /** A key store of the operating system, as an application would bring one. */
  private static final class Elsewhere implements KeyProtection {
    private final KeyProtection keeper = KeyProtection.key(new byte[32]);

    @Override
    public String scheme() {
      return "elsewhere";
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
      return keeper.wrap(key, context);
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped, byte[] context) {
      return keeper.unwrap(wrapped, context);
    }
  }

  @Test
  @DisplayName("may be wrong as often as the administrator's policy says, with warnings before")
  void policy() {
    device.peer().policy(wipeAfter(3));
    device.holdfast().sync();
    device.holdfast().perform(caseId, "arrive", Map.of());
    device.holdfast().perform(caseId, "record", Map.of("condition", "good"));

    assertThatThrownBy(() -> store().open(WRONG))
        .hasMessageContaining("2 more wrong ones and the store is erased, with 2 actions");
    assertThatThrownBy(() -> store().open(WRONG))
        .hasMessageContaining("1 more wrong one and the store is erased, with 2 actions");
    assertThatThrownBy(() -> store().open(WRONG))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("By the administrator's policy the store is erased, with 2 actions");

    assertThatThrownBy(device.holdfast()::pending)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The passphrase was wrong too often");
    assertThatThrownBy(() -> store().open(FIRST)).hasMessageContaining("Sign in with a new store");
    assertThat(device.store()).isDirectoryNotContaining("glob:**holdfast.*");
  }

  @Test
  @DisplayName("is warned about with what was not sent just now, and no longer when it was sent")
  void notice() throws IOException {
    device.peer().policy(wipeAfter(10));
    device.holdfast().sync();
    assertThatThrownBy(() -> store().open(WRONG)).hasMessageEndingWith("the store is erased.");
    device.holdfast().perform(caseId, "arrive", Map.of());
    assertThatThrownBy(() -> store().open(WRONG)).hasMessageContaining("with 1 actions");
    device.holdfast().sync();
    assertThatThrownBy(() -> store().open(WRONG)).hasMessageEndingWith("the store is erased.");

    Files.delete(device.store().resolve("holdfast.notice"));
    store().open(FIRST).close();
    assertThatThrownBy(() -> store().open(WRONG))
        .as("opening puts it up again")
        .hasMessageContaining("9 more wrong ones");
  }

  private static SyncPolicy wipeAfter(int attempts) {
    return SyncPolicy.of(
        List.of(
            List.of(
                new Said("everyone", PolicyValues.NONE.withWipeAfterWrongPassphrases(attempts)))));
  }
}
