package dev.holdfast.device.sync;

import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.OfflineWork;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Departed;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyTime;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether data may be read and actions performed: not on a device that had no contact with its
 * server for longer than its policy allows, and nothing is performed on one that an administrator
 * has ended. Every door to data goes through here; syncing, the queue and the device's status
 * don't.
 *
 * <p>The time without contact never becomes less without the server. It is the later one of what
 * the device's clock says, of what was seen before, which is in the store, and of what has passed
 * while the store was open, which no clock can take back. Thread-safe.
 */
public final class Gate {
  /**
   * What is seen is written when it is so much later than what was written, or a tenth of what is
   * allowed.
   */
  private static final Duration STEP = Duration.ofMinutes(1);

  private static final int PARTS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Database database;
  private final Policies policies;
  private final Clock clock;
  private final LongSupplier nanos;
  private @Nullable Run run;

  /**
   * The gate of a store.
   *
   * @param nanos a count of nanoseconds that only goes forward
   */
  public Gate(Database database, Policies policies, Clock clock, LongSupplier nanos) {
    this.database = database;
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
  private record Observed(Contact stored, Instant seen, Duration limit) {
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

  /**
   * Reads data.
   *
   * @throws LockedException if the device is locked
   */
  public <T> T read(Database.Work<T> work) {
    Seen<T> seen =
        database.read(
            connection -> {
              Observed observed = observe(connection);
              return observed != null && observed.locked()
                  ? new Seen<>(observed, locked(connection, observed), null)
                  : new Seen<>(observed, null, work.with(connection));
            });
    keep(seen.observed());
    return seen.result();
  }

  /** What a transaction saw; the refusal, or else its result. */
  private record Seen<T>(
      @Nullable Observed observed, @Nullable LockedException refusal, @Nullable T value) {
    @SuppressWarnings("NullAway") // the value is what the work gave, null only if that is
    T result() {
      if (refusal != null) {
        throw refusal;
      }
      return value;
    }
  }

  /**
   * Changes data: performs an action.
   *
   * @throws LockedException if the device is locked, or has been ended
   */
  public <T> T write(Database.Work<T> work) {
    requireOpen();
    return add(
        connection -> {
          Observed observed = observe(connection);
          if (observed != null) {
            raise(connection, observed);
          }
          return work.with(connection);
        });
  }

  /**
   * Adds to the queue what was done already.
   *
   * @throws LockedException if the device has been ended: what is added now would never be sent
   */
  public <T> T add(Database.Work<T> work) {
    return database.write(
        connection -> {
          if (Departed.is(connection)) {
            throw ended(connection);
          }
          return work.with(connection);
        });
  }

  /**
   * Makes sure that data may be read.
   *
   * @throws LockedException if not
   */
  public void requireOpen() {
    read(connection -> this);
  }

  /** Takes note of the time: what passes from here on counts, whatever becomes of the clock. */
  public void note() {
    try {
      database.read(
          connection -> {
            observe(connection);
            return this;
          });
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.WIPED) {
        throw e;
      }
      LOG.warn("How late it is can't be read from the store; the next use tries again.", e);
    }
  }

  /** Until when the device can be worked with. */
  public OfflineWork standing(Connection connection) throws SQLException {
    Observed observed = observe(connection);
    Instant contact = Contact.of(connection).map(Contact::at).orElse(null);
    return observed == null
        ? new OfflineWork(contact, null, false)
        : new OfflineWork(contact, observed.locksAt(), observed.locked());
  }

  /**
   * Whether the server has to be asked for the time: the device is locked, or its clock was put
   * back since it was measured.
   */
  boolean wantsTime() {
    return database.read(
        connection -> {
          Observed observed = observe(connection);
          return observed != null
              && (observed.locked()
                  || Contact.serverTime(connection, clock).isBefore(observed.seen().minus(STEP)));
        });
  }

  /** Null if nothing limits the work without contact. */
  private @Nullable Observed observe(Connection connection) throws SQLException {
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

  /** Writes what was seen, if it is worth it. Whoever reads data waits for nobody for that. */
  private void keep(@Nullable Observed observed) {
    if (observed == null || !observed.isWorthWriting()) {
      return;
    }
    try {
      if (observed.locked()) {
        database.write(connection -> raise(connection, observed));
      } else {
        database.writeIfFree(connection -> raise(connection, observed));
      }
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.WIPED) {
        throw e;
      }
      LOG.warn("How late it is can't be written to the store; the next time it is tried again.", e);
    }
  }

  /** Unless another process has had contact since. */
  private static Observed raise(Connection connection, Observed observed) throws SQLException {
    Optional<Contact> present = Contact.of(connection);
    Contact stored = observed.stored();
    boolean same = present.map(Contact::number).orElse(0L) == stored.number();
    if (same && (present.isEmpty() || observed.seen().isAfter(present.get().seen()))) {
      new Contact(stored.number(), stored.at(), observed.seen()).save(connection);
    }
    return observed;
  }

  private LockedException locked(Connection connection, Observed observed) throws SQLException {
    SyncPolicy policy = policies.effective(connection);
    boolean own = policy.source(PolicyField.LOCK_AFTER_OFFLINE).equals(SyncPolicy.DEVICE);
    return new LockedException(
        LockedException.Reason.OFFLINE,
        "This device has been locked since %s: its last contact with the server was at %s, and %s locks it after %s without. Nothing is lost%s. Sync to unlock it."
            .formatted(
                observed.locksAt(),
                observed.stored().at(),
                own ? "the application" : "the administrator's policy",
                PolicyTime.text((int) observed.limit().toSeconds()),
                waiting(connection)));
  }

  private static LockedException ended(Connection connection) throws SQLException {
    return new LockedException(
        LockedException.Reason.ENDED,
        "An administrator has ended this device, so nothing can be done on it any more%s. Sign in with a new store."
            .formatted(waiting(connection)));
  }

  private static String waiting(Connection connection) throws SQLException {
    int waiting = Actions.waiting(connection);
    return waiting == 0 ? "" : "; actions that wait to be sent: " + waiting;
  }
}
