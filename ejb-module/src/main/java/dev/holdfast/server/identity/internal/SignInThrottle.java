package dev.holdfast.server.identity.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Slows down guessing of passwords: after some failures a name has to wait, twice as long with each
 * further one; and there is a limit for all names together. In memory of this node, bounded;
 * forgotten at restart. Thread-safe.
 */
@ApplicationScoped
public class SignInThrottle {
  /** Failures of one name that cost nothing. */
  static final int FREE_FAILURES = 5;

  /** Failures of all names together within {@link #GLOBAL_WINDOW}. */
  static final int GLOBAL_FAILURES = 100;

  /** For how long failures of all names count. */
  static final Duration GLOBAL_WINDOW = Duration.ofMinutes(1);

  /** How long after its last failure a name is forgiven. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  /** Most names that are remembered. */
  static final int MAX_NAMES = 10_000;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final int MAX_DOUBLINGS = 7;

  private final Clock clock;
  private final Map<String, Failures> names = new LinkedHashMap<>(16, 0.75f, true);
  private Instant windowEnd = Instant.EPOCH;
  private int windowFailures;

  /** For the container's proxy. */
  protected SignInThrottle() {
    this(Clock.systemUTC());
  }

  /** Measures by a clock. */
  @Inject
  public SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  private record Failures(int count, Instant last) {
    private static final Failures NONE = new Failures(0, Instant.EPOCH);

    Failures at(Instant now) {
      return last.plus(MEMORY).isAfter(now) ? this : NONE;
    }

    Failures oneMore(Instant now) {
      return new Failures(at(now).count + 1, now);
    }
  }

  /** How long a name has to wait before its next try, zero if it need not. */
  synchronized Duration delay(String user) {
    Instant now = clock.instant();
    if (windowFailures >= GLOBAL_FAILURES && windowEnd.isAfter(now)) {
      return Duration.between(now, windowEnd);
    }
    Failures failures = names.getOrDefault(key(user), Failures.NONE).at(now);
    if (failures.count() < FREE_FAILURES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures.count() - FREE_FAILURES, MAX_DOUBLINGS);
    Duration left =
        Duration.between(now, failures.last().plus(FIRST_WAIT.multipliedBy(1L << doublings)));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** A name has failed. */
  synchronized void failed(String user) {
    Instant now = clock.instant();
    if (!windowEnd.isAfter(now)) {
      windowEnd = now.plus(GLOBAL_WINDOW);
      windowFailures = 0;
    }
    windowFailures++;
    names.put(key(user), names.getOrDefault(key(user), Failures.NONE).oneMore(now));
    if (names.size() > MAX_NAMES) {
      names.remove(names.keySet().iterator().next());
    }
  }

  /** A name has signed in. */
  synchronized void succeeded(String user) {
    names.remove(key(user));
  }

  private static String key(String user) {
    String lower = user.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), 100));
  }
}
