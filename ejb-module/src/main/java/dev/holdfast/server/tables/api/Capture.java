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

  /**
   * Looks at once whether the sources still fit, because something of one could not be read. Those
   * that do not have a problem when this returns, so a sync that begins then goes without them.
   */
  void look();
}
