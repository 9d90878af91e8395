package dev.holdfast.server.tables.api;

import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Local;
import java.sql.SQLException;
import java.util.List;

/** Capture, for the server itself. */
@Local
public interface Capture {

  /**
   * The units that are captured, as a snapshot of the database sees them.
   *
   * @param snapshot a connection in a transaction of its own
   * @throws SQLException if that connection fails
   */
  List<CapturedUnit> units(Sql snapshot) throws SQLException;

  /**
   * Notes that a unit's capture may be wrong; it is verified and repaired soon.
   *
   * @param unit the unit's {@link CapturedUnit#name}
   * @param reason what was seen, for the log
   */
  void suspect(String unit, String reason);

  /** Compares the units that are scanned and whose interval has passed. One node at a time. */
  void scan();

  /** Verifies and repairs what is suspect. */
  void verifySuspects();

  /** Drops what no active package uses, as far as nobody is using it; folds bucket sums. */
  void tidy();

  /**
   * Installs what is lacking: new partitions, dropped or disabled triggers, a new release's SQL.
   */
  void refresh();
}
