package dev.holdfast.device.sync;

import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.OfflineWork;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Departed;
import dev.holdfast.device.sync.OfflineTime.Observed;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyTime;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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
 * <p>Thread-safe.
 */
public final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  private final Database database;
  private final Policies policies;
  private final OfflineTime time;

  /**
   * The gate of a store.
   *
   * @param nanos a count of nanoseconds that only goes forward
   */
  public Gate(Database database, Policies policies, Clock clock, LongSupplier nanos) {
    this.database = database;
    this.policies = policies;
    this.time = new OfflineTime(policies, clock, nanos);
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
              Observed observed = time.observe(connection);
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
          Observed observed = time.observe(connection);
          if (observed != null) {
            OfflineTime.raise(connection, observed);
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
            time.observe(connection);
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
    Observed observed = time.observe(connection);
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
          Observed observed = time.observe(connection);
          return observed != null && (observed.locked() || time.isPutBack(connection, observed));
        });
  }

  /** Writes what was seen, if it is worth it. Whoever reads data waits for nobody for that. */
  private void keep(@Nullable Observed observed) {
    if (observed == null || !observed.isWorthWriting()) {
      return;
    }
    try {
      if (observed.locked()) {
        database.write(connection -> OfflineTime.raise(connection, observed));
      } else {
        database.writeIfFree(connection -> OfflineTime.raise(connection, observed));
      }
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.WIPED) {
        throw e;
      }
      LOG.warn("How late it is can't be written to the store; the next time it is tried again.", e);
    }
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
