package dev.holdfast.device.sync;

import dev.holdfast.device.api.PutOff;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Whether the last sync that was to receive has left something for later: whoever keeps in sync
 * goes on with it as soon as that may be done, also after a restart.
 */
final class PutOffMark {
  private static final String NAME = "put-off";

  private PutOffMark() {}

  static boolean is(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Boolean.class).isPresent();
  }

  static void keep(Database database, PutOff putOff) {
    boolean now = putOff.what() != PutOff.What.NOTHING;
    if (database.read(PutOffMark::is) != now) {
      database.write(
          connection -> {
            if (now) {
              Settings.put(connection, NAME, true);
            } else {
              Settings.remove(connection, NAME);
            }
            return putOff;
          });
    }
  }
}
