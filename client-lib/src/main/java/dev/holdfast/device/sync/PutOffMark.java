package dev.holdfast.device.sync;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Whether something was left for later that another connection brings, or that a sync could not
 * bring that ended early: whoever keeps in sync goes on with it as soon as that may be done, also
 * after a restart.
 */
final class PutOffMark {
  private static final String NAME = "put-off";

  private PutOffMark() {}

  static boolean is(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Boolean.class).isPresent();
  }

  /** Writes it, unless it is so. */
  static void keep(Database database, boolean left) {
    if (database.read(PutOffMark::is) != left) {
      database.write(
          connection -> {
            keep(connection, left);
            return left;
          });
    }
  }

  static void keep(Connection connection, boolean left) throws SQLException {
    if (left) {
      Settings.put(connection, NAME, true);
    } else {
      Settings.remove(connection, NAME);
    }
  }
}
