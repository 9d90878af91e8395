package dev.holdfast.device.sync;

import dev.holdfast.device.store.Contact;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time since a device last had contact with its server. It never becomes less without the
 * server: it is the latest of what the device's clock says, of what was seen before, which is in
 * the store, and of what has passed while the store was open, which no clock can take back.
 * Thread-safe.
 */
final class OfflineTime {
  /**
   * What is seen is written when it is so much later than what was written, or a tenth of what is
   * allowed.
   */
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final int PARTS = 10;

  private final Policies policies;
  private final Clock clock;
  private final LongSupplier nanos;
  private @Nullable Run run;

  /**
   * That of a store.
   *
   * @param nanos a count of nanoseconds that only goes forward
   */
  OfflineTime(Policies policies, Clock clock, LongSupplier nanos) {
    this.policies = policies;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** What was seen last in this process, and at which count. */
  private record Run(long contact, Instant seen, long nanos) {}

  /**
   * What is known of the time.
   *
   * @param stored the last contact as it is written; the present if there was none
   * @param seen how late it is, at the least
   * @param limit time without contact that is allowed
   */
  record Observed(Contact stored, Instant seen, Duration limit) {
    Instant locksAt() {
      return stored.at().plus(limit);
    }

    boolean locked() {
      return seen.isAfter(locksAt());
    }

    /** Whether it would be lost too much if the process were killed now. */
    boolean isWorthWriting() {
      Duration step = limit.dividedBy(PARTS);
      return locked()
          ? !stored.seen().isAfter(locksAt())
          : seen.isAfter(stored.seen().plus(step.compareTo(STEP) < 0 ? step : STEP));
    }
  }

  /** Null if nothing limits the work without contact. */
  @Nullable Observed observe(Connection connection) throws SQLException {
    Duration limit = policies.effective(connection).lockAfterOffline();
    if (limit == null) {
      return null;
    }
    Instant byClock = Contact.serverTime(connection, clock);
    Optional<Contact> known = Contact.of(connection);
    Contact stored = known.orElse(new Contact(0, byClock, Instant.MIN));
    return new Observed(stored, latest(stored, byClock), limit);
  }

  private synchronized Instant latest(Contact stored, Instant byClock) {
    long count = nanos.getAsLong();
    Instant seen = later(stored.seen(), byClock);
    if (run != null && run.contact() == stored.number()) {
      seen = later(seen, run.seen().plusNanos(count - run.nanos()));
    }
    run = new Run(stored.number(), seen, count);
    return seen;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** Writes what was seen, unless another process has had contact since. */
  static Observed raise(Connection connection, Observed observed) throws SQLException {
    Optional<Contact> present = Contact.of(connection);
    Contact stored = observed.stored();
    boolean same = present.map(Contact::number).orElse(0L) == stored.number();
    if (same && (present.isEmpty() || observed.seen().isAfter(present.get().seen()))) {
      new Contact(stored.number(), stored.at(), observed.seen()).save(connection);
    }
    return observed;
  }

  /** Whether the device's clock was put back since it was measured. */
  boolean isPutBack(Connection connection, Observed observed) throws SQLException {
    return Contact.serverTime(connection, clock).isBefore(observed.seen().minus(STEP));
  }
}
