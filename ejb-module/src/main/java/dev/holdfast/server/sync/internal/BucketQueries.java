package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Questions about whole buckets, answered from the sums that capture keeps. */
final class BucketQueries {
  private static final String SINCE =
      " b.xid >= pg_snapshot_xmin(?::pg_snapshot) AND NOT pg_visible_in_snapshot(b.xid, ?::pg_snapshot)";

  private BucketQueries() {}

  /** Terms of those buckets of a unit in which something changed since a snapshot. */
  static List<String> changed(
      Snapshot snapshot, CapturedUnit unit, List<BucketName> names, String since)
      throws SQLException {
    return snapshot
        .sql()
        .list(
            "SELECT DISTINCT b.bucket FROM holdfast.bucket_change b"
                + " WHERE b.unit = ? AND b.bucket = ANY(?) AND"
                + SINCE,
            row -> row.getString(1),
            unit.name(),
            terms(names),
            since,
            since);
  }

  /** Whether anything changed since a snapshot in any of the plan's buckets. */
  static boolean anythingNew(Snapshot snapshot, SyncPlan plan, String since) throws SQLException {
    List<String> units = new ArrayList<>();
    List<String> buckets = new ArrayList<>();
    plan.buckets()
        .forEach(
            (unit, held) ->
                held.forEach(
                    bucket -> {
                      units.add(unit.name());
                      buckets.add(bucket.name().terms());
                    }));
    return snapshot
        .sql()
        .one(
            "SELECT EXISTS (SELECT 1 FROM unnest(?, ?) h (unit, bucket)"
                + " JOIN holdfast.bucket_change b ON b.unit = h.unit AND b.bucket = h.bucket WHERE"
                + SINCE
                + ")",
            row -> row.getBoolean(1),
            units.toArray(String[]::new),
            buckets.toArray(String[]::new),
            since,
            since)
        .orElseThrow();
  }

  /** Count and sum of buckets at the snapshot, by terms; a bucket without rows may be absent. */
  static Map<String, BucketSum> sums(Snapshot snapshot, CapturedUnit unit, List<BucketName> names)
      throws SQLException {
    Map<String, BucketSum> sums = new HashMap<>();
    snapshot
        .sql()
        .each(
            "SELECT bucket, sum(rows), holdfast.wrapped(sum(sum)) FROM holdfast.bucket_change"
                + " WHERE unit = ? AND bucket = ANY(?) GROUP BY bucket",
            0,
            row -> sums.put(row.getString(1), new BucketSum(row.getLong(2), row.getLong(3))),
            unit.name(),
            terms(names));
    return sums;
  }

  static String[] terms(List<BucketName> names) {
    return names.stream().map(BucketName::terms).toArray(String[]::new);
  }
}
