package dev.holdfast.device.store;

import dev.holdfast.device.api.Integrity;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a store's file: SQLite reads every page that is in use, which SQLCipher authenticates, and
 * compares tables with their indexes.
 */
final class Checking {
  private static final String SOUND = "ok";

  private final SqlErrors errors;

  Checking(SqlErrors errors) {
    this.errors = errors;
  }

  /**
   * Checks what a connection sees.
   *
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  Integrity of(Connection connection, Undertaking undertaking) throws SQLException {
    undertaking.begin(Progress.Stage.CHECKING);
    try (Statement statement = connection.createStatement();
        StoreEngine.Stop stop = errors.engine().stopWhen(connection, undertaking::hasToEnd);
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(10)")) {
      List<String> said = new ArrayList<>();
      while (rows.next()) {
        said.add(rows.getString(1));
      }
      // It says so in its way that it was cut, too.
      undertaking.check();
      return new Integrity(said.equals(List.of(SOUND)) ? List.of() : said);
    } catch (SQLException e) {
      undertaking.check();
      return damage(e);
    }
  }

  /** What an error says of the file, if it does. */
  Integrity damage(SQLException e) throws SQLException {
    if (errors.translate(e) instanceof StoreException told
        && told.reason() == StoreException.Reason.DAMAGED) {
      return new Integrity(List.of(String.valueOf(e.getMessage())));
    }
    throw e;
  }
}
