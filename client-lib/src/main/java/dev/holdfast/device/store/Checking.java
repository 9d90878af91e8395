package dev.holdfast.device.store;

import dev.holdfast.device.api.Integrity;
import dev.holdfast.device.api.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Checks a store's file: SQLite reads every page that is in use, which SQLCipher authenticates, and
 * compares tables with their indexes.
 */
public final class Checking {
  private static final String SOUND = "ok";

  private Checking() {}

  /** Checks what a connection sees. */
  public static Integrity of(Connection connection) throws SQLException {
    try {
      List<String> said =
          Sql.list(connection, "PRAGMA integrity_check(10)", row -> row.getString(1));
      return new Integrity(said.equals(List.of(SOUND)) ? List.of() : said);
    } catch (SQLException e) {
      return damage(e);
    }
  }

  /** What an error says of the file, if it does. */
  static Integrity damage(SQLException e) throws SQLException {
    if (SqlErrors.translate(e) instanceof StoreException told
        && told.reason() == StoreException.Reason.DAMAGED) {
      return new Integrity(List.of(String.valueOf(e.getMessage())));
    }
    throw e;
  }
}
