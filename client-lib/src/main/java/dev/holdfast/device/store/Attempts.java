package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.TooManyAttemptsException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how often a passphrase may be guessed. An attempt is on the disk before it is made, so
 * that a killed process hides none. It makes the next one wait; only one that was answered counts
 * for the erasure that the administrator's policy may order, so nobody's store goes without the
 * warning that came with the answers: not by a policy that came late or became stricter either. For
 * use under the {@link OpeningLock}.
 */
final class Attempts {
  static final String FILE = "holdfast.attempts";

  /** Attempts that make nobody wait: fingers slip. */
  private static final int FREE = 3;

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Warnings before the one that erases the store. */
  private static final int WARNINGS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Path directory;
  private final Clock clock;

  Attempts(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Since the passphrase was last right.
   *
   * @param made attempts, answered or not
   * @param answered those that were told to be wrong
   * @param last when the last was made, by the device's clock
   * @param told how many were said to be left before the store is erased; null if none erase it
   */
  private record Tally(int made, int answered, @Nullable Instant last, @Nullable Integer told) {
    private static final Tally NONE = new Tally(0, 0, null, null);

    /** In the place of one that can't be read: who damages it gains nothing. */
    private static Tally unknown(Instant now) {
      return new Tally(FREE + 1, 0, now, null);
    }

    Tally another(Instant now) {
      return new Tally(made + 1, answered, now, told);
    }

    /** The last was wrong. */
    Tally wrong(@Nullable Integer wipeAfter) {
      return new Tally(made, answered + 1, last, wipeAfter == null ? null : left(wipeAfter));
    }

    /** By the policy; but who is told gets one warning after the other. */
    private int left(int wipeAfter) {
      return Math.max(wipeAfter - answered - 1, told == null ? WARNINGS : told - 1);
    }

    Tally at(Instant now) {
      return new Tally(made, answered, now, told);
    }

    /** When the next may be made, null at once. */
    @Nullable Instant next() {
      if (last == null || made <= FREE) {
        return null;
      }
      int doublings = Math.min(made - FREE - 1, Integer.SIZE);
      Duration wait = SHORTEST.multipliedBy(1L << doublings);
      return last.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    }
  }

  /**
   * Tries a secret.
   *
   * @param what empty if it is the wrong one
   * @throws WrongPassphraseException if it is the wrong one
   * @throws TooManyAttemptsException if it is too early to try one
   * @throws StoreException {@code WIPED} if it was one too many by the administrator's policy
   */
  <T> T make(KeyProtection protection, Supplier<Optional<T>> what) {
    if (!protection.isGuessable()) {
      return what.get()
          .orElseThrow(
              () ->
                  new WrongPassphraseException(
                      "The key does not open this store. Nothing was changed.", null, null, null));
    }
    Instant now = clock.instant();
    Tally before = read(now);
    refuseEarly(before, now);
    Tally made = before.another(now);
    write(made);
    Optional<T> right = outcome(what, before);
    if (right.isEmpty()) {
      throw wrong(made);
    }
    write(Tally.NONE);
    return right.get();
  }

  /** One that failed for another reason was none. */
  private <T> Optional<T> outcome(Supplier<Optional<T>> what, Tally before) {
    try {
      return what.get();
    } catch (RuntimeException | Error e) {
      try {
        write(before);
      } catch (StoreException notWritten) {
        e.addSuppressed(notWritten);
      }
      throw e;
    }
  }

  private void refuseEarly(Tally tally, Instant now) {
    Instant next = tally.next();
    if (next == null || !now.isBefore(next)) {
      return;
    }
    if (tally.last() != null && now.isBefore(tally.last())) {
      // The clock was put back. Nobody waits for what it said before, nor gets away with it.
      Tally later = tally.at(now);
      write(later);
      next = later.next();
    }
    throw new TooManyAttemptsException(next == null ? now : next);
  }

  private RuntimeException wrong(Tally made) {
    Notice notice = Notice.of(directory);
    Tally tally = made.wrong(notice.wipeAfter());
    write(tally);
    Integer left = tally.told();
    if (left != null && left <= 0) {
      Erasure.order(
          directory, Erasure.Cause.PASSPHRASES, new Farewell(notice.unsent(), null, null));
      Erasure.perform(directory);
      return new StoreException(
          StoreException.Reason.WIPED,
          "The passphrase was wrong %d times. By the administrator's policy the store is erased%s. Sign in with a new store."
              .formatted(tally.answered(), notice.lost()),
          null);
    }
    StringBuilder message =
        new StringBuilder("The passphrase does not open this store. Nothing was changed.");
    if (tally.next() != null) {
      message.append(" The next attempt is possible at %s.".formatted(tally.next()));
    }
    if (left != null) {
      message.append(
          " %d more wrong %s and the store is erased%s."
              .formatted(left, left == 1 ? "one" : "ones", notice.lost()));
    }
    return new WrongPassphraseException(message.toString(), tally.next(), left, notice.unsent());
  }

  private Tally read(Instant now) {
    Path file = directory.resolve(FILE);
    if (Files.notExists(file)) {
      return Tally.NONE;
    }
    try {
      Tally read = WireJson.mapper().readValue(Files.readAllBytes(file), Tally.class);
      if (read != null) {
        return read;
      }
    } catch (IOException e) {
      LOG.warn("{} can't be read. It is taken for some attempts, made now.", file, e);
    }
    Tally unknown = Tally.unknown(now);
    write(unknown);
    return unknown;
  }

  private void write(Tally tally) {
    try {
      if (tally.equals(Tally.NONE)) {
        DurableFiles.remove(directory.resolve(FILE));
      } else {
        DurableFiles.replace(
            directory.resolve(FILE), Settings.text(tally).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw DiskErrors.failed(
          "The attempts at the store's passphrase can't be counted in " + directory.resolve(FILE),
          directory,
          e);
    }
  }
}
