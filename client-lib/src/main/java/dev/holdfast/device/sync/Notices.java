package dev.holdfast.device.sync;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Notice;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says beside the store what has to be known without opening it. Thread-safe. */
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  private final Database database;
  private final Policies policies;

  /** The notices of a store. */
  public Notices(Database database, Policies policies) {
    this.database = database;
    this.policies = policies;
  }

  /** Says what a transaction leaves behind, before its end. */
  public void post(Connection connection) throws SQLException {
    of(connection).post(database.directory());
  }

  /**
   * Says it anew if it is out of date, as after a power cut. What is in the way of that, damage, a
   * full disk, somebody who writes for long, is no reason not to open the store or to take a sync
   * for failed: what was said last stays until the next time.
   */
  public void refresh() {
    try {
      say();
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.WIPED) {
        throw e;
      }
      LOG.warn("How many actions are not sent can't be said beside the store.", e);
    }
  }

  private void say() {
    if (!database.read(this::of).isPosted(database.directory())) {
      database.write(
          connection -> {
            post(connection);
            return connection;
          });
    }
  }

  private Notice of(Connection connection) throws SQLException {
    return new Notice(
        Actions.unsent(connection), policies.effective(connection).wipeAfterWrongPassphrases());
  }
}
