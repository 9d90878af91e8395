package dev.holdfast.device.sync;

import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What went up and no result of a sync has told yet. It is counted in the transaction that stores
 * the answers, so that a sync which is cut or killed afterwards hides nothing.
 */
final class Sent {
  private static final String NAME = "sent";

  private Sent() {}

  static void add(Connection connection, SyncResult.Up up) throws SQLException {
    Settings.put(connection, NAME, of(connection).plus(up));
  }

  static SyncResult.Up of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, SyncResult.Up.class).orElse(SyncResult.Up.NOTHING);
  }

  /** For a result that is told now. */
  static SyncResult.Up take(Database database) {
    SyncResult.Up up = database.read(Sent::of);
    if (!up.equals(SyncResult.Up.NOTHING)) {
      database.write(
          connection -> {
            Settings.remove(connection, NAME);
            return up;
          });
    }
    return up;
  }
}
