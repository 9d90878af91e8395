package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.TooManyAttemptsException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Attempts at a passphrase")
class AttemptsTest {
  private static final KeyProtection GUESSED = KeyProtection.passphrase("x".toCharArray());

  @TempDir private Path directory = Path.of("unset");
  private Instant now = Instant.parse("2026-11-23T08:00:00Z");

  /** As another process has them. */
  private Attempts attempts() {
    return new Attempts(directory, Clock.fixed(now, ZoneOffset.UTC));
  }

  private String right() {
    return attempts().make(GUESSED, () -> Optional.of("opened"));
  }

  private WrongPassphraseException wrong() {
    return catchThrowableOfType(
        WrongPassphraseException.class, () -> attempts().make(GUESSED, Optional::empty));
  }

  private void wrong(int times) {
    for (int i = 0; i < times; i++) {
      Instant next = wrong().nextAttempt();
      now = next == null ? now : next;
    }
  }

  /** What is on the disk while an attempt is made stays there. */
  private void killed() throws IOException {
    Path file = directory.resolve(Attempts.FILE);
    Path left = directory.resolve("left");
    assertThatThrownBy(() -> attempts().make(GUESSED, () -> copyAndFail(file, left)))
        .isInstanceOf(IllegalStateException.class);
    Files.move(left, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<String> copyAndFail(Path file, Path left) {
    try {
      Files.copy(file, left);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("killed");
  }

  private void policy(@Nullable Integer unsent, @Nullable Integer wipeAfter) {
    new Notice(unsent, wipeAfter).post(directory);
  }

  @Test
  @DisplayName("cost nothing three times, then wait longer each time, up to an hour")
  void delays() {
    assertThat(wrong().nextAttempt()).isNull();
    assertThat(wrong().nextAttempt()).isNull();
    assertThat(wrong().nextAttempt()).isNull();
    for (long seconds : new long[] {10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600}) {
      Instant next = wrong().nextAttempt();
      assertThat(next).isEqualTo(now.plusSeconds(seconds));
      now = now.plusSeconds(seconds);
    }
  }

  @Test
  @DisplayName("that come too early are not made, and say when they may be")
  void early() {
    wrong(3);
    Instant next = wrong().nextAttempt();
    now = now.plusSeconds(9);

    assertThatThrownBy(this::right)
        .as("the right one neither")
        .isInstanceOf(TooManyAttemptsException.class)
        .hasMessageContaining("2026-11-23T08:00:10Z")
        .extracting(e -> ((TooManyAttemptsException) e).nextAttempt())
        .isEqualTo(next);
    now = now.plusSeconds(1);
    assertThat(right()).isEqualTo("opened");
  }

  @Test
  @DisplayName("are forgotten with the right one")
  void forgotten() {
    wrong(4);
    assertThat(right()).isEqualTo("opened");

    assertThat(directory).isEmptyDirectory();
    assertThat(wrong().nextAttempt()).isNull();
  }

  @Test
  @DisplayName("that are killed before their answer make the next one wait too")
  void hidden() throws IOException {
    for (int i = 0; i < 4; i++) {
      killed();
    }

    assertThatThrownBy(this::right).isInstanceOf(TooManyAttemptsException.class);
  }

  @Test
  @DisplayName("wait from when the clock was put back, not until what it said before")
  void clock() {
    wrong(4);
    wrong();
    now = now.minus(Duration.ofDays(400));

    assertThatThrownBy(this::right).isInstanceOf(TooManyAttemptsException.class);
    now = now.plusSeconds(20);
    assertThat(right()).isEqualTo("opened");
  }

  @Test
  @DisplayName("erase nothing where no policy says so, however many they are")
  void never() {
    policy(7, null);
    wrong(150);

    WrongPassphraseException told = wrong();
    assertThat(told.attemptsLeft()).isEmpty();
    assertThat(told.getMessage()).doesNotContain("erased");
    assertThat(directory).isDirectoryNotContaining("glob:**wiped");
  }

  @Test
  @DisplayName("say how many are left and what is lost, before the one that erases the store")
  void erase() throws Exception {
    policy(7, 3);
    Files.writeString(directory.resolve(Database.FILE), "pages");
    Files.writeString(directory.resolve(KeyFile.FILE), "a wrapped key");

    WrongPassphraseException first = wrong();
    assertThat(first.attemptsLeft()).hasValue(2);
    assertThat(first.unsent()).hasValue(7);
    assertThat(first)
        .hasMessageContaining(
            "2 more wrong ones and the store is erased, with 7 actions that were not sent.");
    assertThat(wrong())
        .hasMessageContaining(
            "1 more wrong one and the store is erased, with 7 actions that were not sent.");
    assertThatThrownBy(() -> attempts().make(GUESSED, Optional::empty))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("wrong 3 times")
        .hasMessageContaining("erased, with 7 actions that were not sent")
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.WIPED);

    assertThat(directory).isDirectoryNotContaining("glob:**holdfast*");
    assertThatThrownBy(() -> Database.open(directory, GUESSED, Long.MAX_VALUE))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The passphrase was wrong too often");
  }

  @Test
  @DisplayName("say so if nobody knows what is lost")
  void unknown() {
    policy(null, 10);

    assertThat(wrong()).hasMessageContaining("whether actions were not sent is not known");
  }

  @Test
  @DisplayName("that were killed erase nothing: their warning was never read")
  void unwarned() throws IOException {
    policy(1, 3);
    wrong(2);
    for (int i = 0; i < 5; i++) {
      now = now.plus(Duration.ofHours(1));
      killed();
    }

    now = now.plus(Duration.ofHours(1));
    assertThat(right()).isEqualTo("opened");
  }

  @Test
  @DisplayName("that were made before a policy came are followed by two warnings")
  void policyLate() {
    wrong(20);
    policy(0, 3);

    assertThat(wrong().attemptsLeft()).hasValue(2);
    waitFor(Duration.ofHours(1));
    assertThat(wrong().attemptsLeft()).hasValue(1);
    waitFor(Duration.ofHours(1));
    erases();
  }

  @Test
  @DisplayName("are told to be one less each time, also by a policy that became stricter")
  void policyStricter() {
    policy(0, 30);
    wrong(10);
    assertThat(wrong().attemptsLeft()).hasValue(19);
    policy(0, 5);
    waitFor(Duration.ofHours(1));

    assertThat(wrong().attemptsLeft()).as("it said that there are so many").hasValue(18);
  }

  @Test
  @DisplayName("begin with two warnings again where the policy was gone for a while")
  void policyGone() {
    policy(0, 3);
    wrong(2);
    policy(0, null);
    assertThat(wrong().attemptsLeft()).isEmpty();
    policy(0, 3);

    assertThat(wrong().attemptsLeft()).hasValue(2);
  }

  @Test
  @DisplayName("that failed for another reason are none")
  void failed() throws IOException {
    wrong(2);
    byte[] before = Files.readAllBytes(directory.resolve(Attempts.FILE));
    for (Throwable other :
        new Throwable[] {new OutOfMemoryError("no heap"), new IllegalStateException("busy")}) {
      assertThatThrownBy(() -> attempts().make(GUESSED, () -> failing(other))).isSameAs(other);
    }

    assertThat(directory.resolve(Attempts.FILE)).hasBinaryContent(before);
    assertThat(right()).isEqualTo("opened");
    assertThatThrownBy(() -> attempts().make(GUESSED, () -> failing(new OutOfMemoryError())))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(directory).isEmptyDirectory();
  }

  private static Optional<String> failing(Throwable other) {
    if (other instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) other;
  }

  @Test
  @DisplayName("that can't be read are some, made now: nobody gains, and nobody waits for ever")
  void unreadable() throws IOException {
    for (String content : new String[] {"", "\0\0\0\0", "null", "{\"made\":"}) {
      Files.writeString(directory.resolve(Attempts.FILE), content);

      assertThatThrownBy(this::right).isInstanceOf(TooManyAttemptsException.class);
      waitFor(Duration.ofSeconds(10));
      assertThat(right()).isEqualTo("opened");
    }
  }

  @Test
  @DisplayName("that can't be counted are not made, and the file is named")
  void uncounted() throws IOException {
    // A directory in the place of what is to be moved there.
    Files.createDirectories(directory.resolve(Attempts.FILE + ".tmp"));

    assertThatThrownBy(this::right)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(Attempts.FILE);
  }

  private void waitFor(Duration time) {
    now = now.plus(time);
  }

  private void erases() {
    assertThatThrownBy(() -> attempts().make(GUESSED, Optional::empty))
        .isInstanceOf(StoreException.class)
        .extracting(e -> ((StoreException) e).reason())
        .isEqualTo(StoreException.Reason.WIPED);
  }

  @Test
  @DisplayName("at a key that nobody guesses are not counted")
  void keys() {
    KeyProtection key = KeyProtection.key(new byte[32]);
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> attempts().make(key, Optional::empty))
          .isInstanceOf(WrongPassphraseException.class)
          .hasMessageContaining("The key does not open this store");
    }
    assertThat(directory).isEmptyDirectory();
  }
}
