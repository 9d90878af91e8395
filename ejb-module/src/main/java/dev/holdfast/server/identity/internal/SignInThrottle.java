package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Slows down guessing of passwords, and never at the cost of others: failures are counted for a
 * user at one origin and for an origin, never for a user alone, so that nobody can lock out a user
 * who sits somewhere else. When very many fail, fewer failures are free. A first try is held up
 * only by failures of its own origin: if it never were, whoever tries one password on many names
 * would never wait. Whoever has signed in from an origin isn't held up by what others do there.
 *
 * <p>In memory of this node, bounded; forgotten at restart. Whoever overflows it makes it forget
 * failures, nothing more. Thread-safe.
 */
@ApplicationScoped
public class SignInThrottle {
  /** Failures of a user at one origin that cost nothing. */
  static final int FREE_FAILURES = 5;

  /** Failures of an origin, whoever's, that cost nothing. */
  static final int FREE_OF_ORIGIN = 50;

  /** After how long one failure of an origin is forgiven. */
  static final Duration FORGIVEN = Duration.ofSeconds(6);

  /** Failures of all within {@link #WINDOW} from which on fewer are free. */
  static final int MANY_FAILURES = 100;

  /** Free failures of a user at one origin while there are very many. */
  static final int FREE_AMONG_MANY = 1;

  /** Free failures of an origin while there are very many. */
  static final int FREE_OF_ORIGIN_AMONG_MANY = 5;

  /** For how long failures of all count. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** How long after its last failure a user at an origin is forgiven. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  /** Most entries of each kind that are remembered. */
  static final int MAX_ENTRIES = 10_000;

  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final int MAX_DOUBLINGS = 7;
  private static final int MAX_USER = 100;

  private final Clock clock;
  private final Bounded<Visitor, Failures> visitors = new Bounded<>(MAX_ENTRIES);
  private final Bounded<Origin, Failures> origins = new Bounded<>(MAX_ENTRIES);
  private final Bounded<Visitor, Boolean> known = new Bounded<>(MAX_ENTRIES);
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

  /** A user at an origin. */
  private record Visitor(String user, Origin origin) {
    static Visitor of(String user, Origin origin) {
      String lower = user.toLowerCase(Locale.ROOT);
      return new Visitor(lower.substring(0, Math.min(lower.length(), MAX_USER)), origin);
    }
  }

  private record Failures(int count, Instant last) {
    static final Failures NONE = new Failures(0, Instant.EPOCH);

    Failures oneMore(Instant now) {
      return new Failures(count + 1, now);
    }

    /** All forgotten after {@link #MEMORY}. */
    Failures remembered(Instant now) {
      return last.plus(MEMORY).isAfter(now) ? this : NONE;
    }

    /** One after the other forgiven. */
    Failures drained(Instant now) {
      long forgiven = Math.max(0, Duration.between(last, now).dividedBy(FORGIVEN));
      return forgiven >= count
          ? NONE
          : new Failures(count - (int) forgiven, last.plus(FORGIVEN.multipliedBy(forgiven)));
    }
  }

  /** How long a user has to wait at an origin before the next try, zero if not at all. */
  synchronized Duration delay(String user, Origin origin) {
    Instant now = clock.instant();
    Visitor visitor = Visitor.of(user, origin);
    Duration own = ownDelay(visitor, now);
    return own.isZero() && !known.containsKey(visitor) ? originDelay(origin, now) : own;
  }

  /** A user has failed. */
  synchronized void failed(String user, Origin origin) {
    Instant now = clock.instant();
    if (!windowEnd.isAfter(now)) {
      windowEnd = now.plus(WINDOW);
      windowFailures = 0;
    }
    windowFailures++;
    Visitor visitor = Visitor.of(user, origin);
    visitors.put(visitor, failures(visitor, now).oneMore(now));
    Failures before = origins.getOrDefault(origin, Failures.NONE).drained(now);
    Instant since = before.count() == 0 ? now : before.last();
    origins.put(origin, new Failures(before.count() + 1, since));
  }

  /** A user has signed in. */
  synchronized void succeeded(String user, Origin origin) {
    Visitor visitor = Visitor.of(user, origin);
    visitors.remove(visitor);
    known.put(visitor, true);
  }

  /** Entries remembered. */
  synchronized int entries() {
    return visitors.size() + origins.size() + known.size();
  }

  private Duration ownDelay(Visitor visitor, Instant now) {
    Failures failures = failures(visitor, now);
    int free = many(now) ? FREE_AMONG_MANY : FREE_FAILURES;
    if (failures.count() < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failures.count() - free, MAX_DOUBLINGS);
    return left(now, failures.last().plus(FIRST_WAIT.multipliedBy(1L << doublings)));
  }

  private Duration originDelay(Origin origin, Instant now) {
    Failures failures = origins.getOrDefault(origin, Failures.NONE).drained(now);
    int free = many(now) ? FREE_OF_ORIGIN_AMONG_MANY : FREE_OF_ORIGIN;
    return failures.count() < free
        ? Duration.ZERO
        : left(now, failures.last().plus(FORGIVEN.multipliedBy(failures.count() - free + 1L)));
  }

  private Failures failures(Visitor visitor, Instant now) {
    return visitors.getOrDefault(visitor, Failures.NONE).remembered(now);
  }

  private boolean many(Instant now) {
    return windowFailures >= MANY_FAILURES && windowEnd.isAfter(now);
  }

  private static Duration left(Instant now, Instant until) {
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }
}
