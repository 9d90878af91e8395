package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;

/**
 * What a comparison of source and capture found.
 *
 * @param missing memberships that capture lacked
 * @param extra entries without a row
 * @param different entries whose hash differed
 */
record Settled(long missing, long extra, long different) {

  /** Compares, and repairs if told to. */
  static Settled run(Sql sql, String unit, boolean repair) throws SQLException {
    return sql.one(
            "SELECT missing, extra, different FROM " + CaptureNames.settleFunction(unit) + "(?)",
            row -> new Settled(row.getLong(1), row.getLong(2), row.getLong(3)),
            repair)
        .orElseThrow();
  }

  boolean isClean() {
    return missing == 0 && extra == 0 && different == 0;
  }
}
