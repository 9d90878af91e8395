package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Questions about whole buckets, answered from the sums that capture keeps. */
final class BucketQueries {
  private BucketQueries() {}

  /** Numbers of those buckets of a unit in which something changed since a snapshot. */
  static List<Long> changed(
      Snapshot snapshot, CapturedUnit unit, List<BucketName> names, String since)
      throws SQLException {
    Unseen unseen = new Unseen(since);
    List<Object> parameters = new ArrayList<>(List.of(unit.name(), ids(names)));
    parameters.addAll(unseen.parameters());
    return snapshot
        .sql()
        .list(
            "SELECT DISTINCT b.bucket FROM holdfast.bucket_change b"
                + " WHERE b.unit = ? AND b.bucket = ANY(?::bigint[]) AND "
                + unseen.of("b.xid"),
            row -> row.getLong(1),
            parameters.toArray());
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
                      buckets.add(Long.toString(bucket.name().id()));
                    }));
    Unseen unseen = new Unseen(since);
    List<Object> parameters =
        new ArrayList<>(List.of(units.toArray(String[]::new), buckets.toArray(String[]::new)));
    parameters.addAll(unseen.parameters());
    return snapshot
        .sql()
        .one(
            "SELECT EXISTS (SELECT 1 FROM unnest(?, ?::bigint[]) h (unit, bucket)"
                + " JOIN holdfast.bucket_change b ON b.unit = h.unit AND b.bucket = h.bucket WHERE "
                + unseen.of("b.xid")
                + ")",
            row -> row.getBoolean(1),
            parameters.toArray())
        .orElseThrow();
  }

  /** Count and sum of buckets at the snapshot, by terms; a bucket without rows may be absent. */
  static Map<String, BucketSum> sums(Snapshot snapshot, CapturedUnit unit, List<BucketName> names)
      throws SQLException {
    Map<Long, String> terms = terms(names);
    Map<String, BucketSum> sums = new HashMap<>();
    snapshot
        .sql()
        .each(
            "SELECT bucket, sum(rows), holdfast.wrapped(sum(sum)) FROM holdfast.bucket_change"
                + " WHERE unit = ? AND bucket = ANY(?::bigint[]) GROUP BY bucket",
            0,
            row ->
                sums.put(terms.get(row.getLong(1)), new BucketSum(row.getLong(2), row.getLong(3))),
            unit.name(),
            ids(names));
    return sums;
  }

  /** What capture calls buckets, as an array that SQL casts. */
  static String[] ids(List<BucketName> names) {
    return names.stream().map(name -> Long.toString(name.id())).toArray(String[]::new);
  }

  /** Terms of buckets by what capture calls them. */
  static Map<Long, String> terms(List<BucketName> names) {
    return names.stream().collect(Collectors.toMap(BucketName::id, BucketName::terms));
  }
}
