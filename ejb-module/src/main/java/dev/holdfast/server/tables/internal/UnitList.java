package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CapturedUnits.UnitView;
import dev.holdfast.server.tables.api.CapturedUnits.Verified;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Units as one statement lists them. Counts and sums are those that capture keeps; no source and no
 * capture table is read.
 */
final class UnitList {
  /** Cases are rows of one relation, and what no application has is our own. */
  private static final String KIND =
      "CASE WHEN u.application = 'holdfast' THEN 'own'"
          + " WHEN u.source = 'holdfast.case_file' THEN 'case' ELSE 'table' END";

  /** How many there are of a kind, or of all with a percent sign. */
  static final String COUNT =
      "SELECT count(*) FROM holdfast.capture_unit u WHERE u.retired_at IS NULL AND "
          + KIND
          + " LIKE ?";

  private static final String UNITS =
      """
      SELECT u.application, u.unit, u.source, u.strategy, u.problem, %s AS kind,
             coalesce(b.rows, 0) AS rows, coalesce(b.buckets, 0) AS buckets,
             to_hex(coalesce(b.sum, 0)) AS sum,
             coalesce(pg_total_relation_size(to_regclass('holdfast.capture_' || u.name)), 0) AS bytes,
             nullif(coalesce(
               (SELECT sum(pg_total_relation_size(p.relid))::bigint FROM pg_partition_tree(to_regclass(u.source)) p),
               pg_total_relation_size(to_regclass(u.source))), 0) AS source_bytes,
             CASE WHEN b.xid IS NOT NULL THEN coalesce(
               (SELECT e.set_at FROM holdfast.epoch_beacon e WHERE e.xid > b.xid ORDER BY e.xid LIMIT 1),
               CAST(? AS timestamptz)) END AS changed_at,
             (SELECT min(s.at) FROM holdfast.capture_suspicion s WHERE s.unit = u.name) AS suspect_since,
             v.*
      FROM holdfast.capture_unit u
      LEFT JOIN LATERAL (
        SELECT sum(c.rows)::bigint AS rows, count(*) FILTER (WHERE c.rows > 0) AS buckets,
               holdfast.wrapped(sum(c.sum)) AS sum, max(c.xid) AS xid
        FROM (SELECT sum(rows) AS rows, sum(sum) AS sum, max(xid) AS xid
              FROM holdfast.bucket_change WHERE unit = u.name GROUP BY bucket) c) b ON true
      LEFT JOIN LATERAL (
        SELECT v.at, v.asked_by, v.reason, v.missing, v.extra, v.different
        FROM holdfast.capture_verification v WHERE v.unit = u.name ORDER BY v.at DESC LIMIT 1) v ON true
      WHERE u.retired_at IS NULL
      """
          .formatted(KIND);

  private static final Map<String, String> SORT =
      Map.of(
          "name", "u.application%1$s, u.unit%1$s",
          "source", "u.source%1$s",
          "rows", "rows%1$s",
          "buckets", "buckets%1$s",
          "bytes", "bytes%1$s",
          "changed", "changed_at%1$s NULLS LAST");

  private final StringBuilder sql = new StringBuilder(UNITS);
  private final List<Object> parameters = new ArrayList<>();

  /** All units, as at this time. */
  UnitList(Instant now) {
    parameters.add(now);
  }

  /** Only those of a kind. */
  UnitList of(String kind) {
    return and(KIND + " = ?", kind);
  }

  /** Only the one of this name. */
  UnitList named(String application, String unit) {
    return and("u.application = ?", application).and("u.unit = ?", unit);
  }

  private UnitList and(String condition, Object value) {
    sql.append(" AND ").append(condition);
    parameters.add(value);
    return this;
  }

  /**
   * A part of them, in its order.
   *
   * @throws RefusedException {@code INVALID} for an unknown sort key
   */
  UnitList part(PageRequest page) throws RefusedException {
    String key = page.sort() == null ? "name" : page.sort();
    String order = SORT.get(key);
    if (order == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Units can't be sorted by " + key + ", only by " + new TreeSet<>(SORT.keySet()) + '.');
    }
    sql.append(" ORDER BY ").append(order.formatted(page.descending() ? " DESC" : ""));
    sql.append(", u.name OFFSET ").append(page.offset()).append(" LIMIT ").append(page.limit());
    return this;
  }

  List<UnitView> read(Jdbc jdbc) {
    return jdbc.list(sql.toString(), UnitList::unit, parameters.toArray());
  }

  private static UnitView unit(ResultSet row) throws SQLException {
    long sourceBytes = row.getLong("source_bytes");
    Long known = row.wasNull() ? null : Long.valueOf(sourceBytes);
    return new UnitView(
        row.getString("application"),
        row.getString("unit"),
        row.getString("kind"),
        row.getString("source"),
        row.getString("strategy"),
        row.getLong("rows"),
        row.getLong("buckets"),
        digits(row.getString("sum")),
        row.getLong("bytes"),
        known,
        Sql.instant(row, "changed_at"),
        row.getString("problem"),
        Sql.instant(row, "suspect_since"),
        Sql.instant(row, "at") == null ? null : verified(row));
  }

  /** A row of {@code holdfast.capture_verification}. */
  static Verified verified(ResultSet row) throws SQLException {
    return new Verified(
        Sql.requiredInstant(row, "at"),
        row.getString("asked_by"),
        row.getString("reason"),
        row.getLong("missing"),
        row.getLong("extra"),
        row.getLong("different"));
  }

  /** A sum as it is shown: 16 hexadecimal digits. */
  static String digits(String hex) {
    return "0".repeat(16 - hex.length()) + hex;
  }
}
