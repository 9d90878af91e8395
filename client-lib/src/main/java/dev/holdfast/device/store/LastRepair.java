package dev.holdfast.device.store;

import dev.holdfast.device.api.Repair;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the repair found that made this store. It came with the store, in one transaction, and stays
 * until somebody has read it: a cut must not hide what is lost.
 */
public final class LastRepair {
  static final String NAME = "repair";

  private LastRepair() {}

  /** The repair, empty if there was none or somebody has read it. */
  public static Optional<Repair> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Repair.class);
  }

  static void save(Connection connection, Repair repair) throws SQLException {
    Settings.put(connection, NAME, repair);
  }

  /** Somebody has read it. */
  public static void forget(Connection connection) throws SQLException {
    Settings.remove(connection, NAME);
  }
}
