package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The checkpoint that the device holds completely.
 *
 * @param value opaque, the server's
 * @param epoch identity of the database's history
 */
public record Checkpoint(String value, String epoch) {
  private static final String NAME = "checkpoint";

  /** The held one, empty before the first sync. */
  public static Optional<Checkpoint> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Checkpoint.class);
  }

  void save(Connection connection) throws SQLException {
    Settings.put(connection, NAME, this);
  }
}
