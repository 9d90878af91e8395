package dev.holdfast.server.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One query for the lines of buckets that are at the same point.
 *
 * @param text SQL
 * @param parameters its parameters
 * @param buckets the buckets that it reads
 */
record LineQuery(String text, List<Object> parameters, List<HeldBucket> buckets) {
  /** Condition that an entry {@code c} is not seen by a snapshot, given twice. */
  static final String UNSEEN =
      "(c.xid >= pg_snapshot_xmin(?::pg_snapshot) AND NOT pg_visible_in_snapshot(c.xid,"
          + " ?::pg_snapshot))";

  /** The queries for a unit's buckets: one for all that are at the same point. */
  static List<LineQuery> of(CapturedUnit unit, List<HeldBucket> held, SyncPlan plan)
      throws RefusedException {
    if (unit.problem() != null) {
      return List.of();
    }
    String base = plan.base() == null ? "" : plan.base().snapshot();
    String staging = plan.staging() == null ? "" : plan.staging().snapshot();
    List<HeldBucket> whole = new ArrayList<>();
    List<HeldBucket> delta = new ArrayList<>();
    List<HeldBucket> complete = new ArrayList<>();
    Map<String, List<HeldBucket>> segmented = new LinkedHashMap<>();
    List<LineQuery> queries = new ArrayList<>();
    for (HeldBucket bucket : held.stream().filter(b -> b.patch() == null).toList()) {
      String position = bucket.position();
      if (bucket.complete()) {
        complete.add(bucket);
      } else if (position != null) {
        queries.add(after(unit, bucket, position, bucket.since(base), staging));
      } else if (bucket.segments() != null) {
        segmented.computeIfAbsent(bucket.segments().snapshot(), s -> new ArrayList<>()).add(bucket);
      } else if (bucket.full()) {
        whole.add(bucket);
      } else {
        delta.add(bucket);
      }
    }
    add(queries, unit, whole, "NOT c.deleted", List.of());
    add(queries, unit, delta, UNSEEN, List.of(base, base));
    add(queries, unit, complete, UNSEEN, List.of(staging, staging));
    segmented.forEach(
        (since, buckets) -> add(queries, unit, buckets, UNSEEN, List.of(since, since)));
    return queries;
  }

  private static void add(
      List<LineQuery> queries,
      CapturedUnit unit,
      List<HeldBucket> buckets,
      String condition,
      List<Object> parameters) {
    if (!buckets.isEmpty()) {
      List<Object> all = new ArrayList<>();
      all.add(BucketQueries.ids(buckets.stream().map(HeldBucket::name).toList()));
      all.addAll(parameters);
      queries.add(new LineQuery(text(unit, condition), all, buckets));
    }
  }

  /**
   * Goes on in the middle of a bucket: what lies behind the position, and what changed since the
   * staging began, wherever it lies.
   */
  private static LineQuery after(
      CapturedUnit unit, HeldBucket bucket, String position, @Nullable String base, String staging)
      throws RefusedException {
    List<Object> parameters = new ArrayList<>();
    parameters.add(BucketQueries.ids(List.of(bucket.name())));
    // Bounds the index scan; what follows decides.
    StringBuilder condition =
        new StringBuilder("c.xid >= least(?::xid8, pg_snapshot_xmin(?::pg_snapshot)) AND ");
    int tab = position.indexOf('\t');
    String transaction = tab < 0 ? "" : position.substring(0, tab);
    String key = position.substring(tab + 1);
    if (!transaction.matches("[0-9]{1,19}") || !isArray(key, unit.keyTypes().size())) {
      throw new RefusedException(ErrorCode.MALFORMED, "Not a position: " + position);
    }
    parameters.add(transaction);
    parameters.add(staging);
    if (base != null) {
      condition.append(UNSEEN).append(" AND ");
      parameters.add(base);
      parameters.add(base);
    }
    condition.append("((c.xid");
    StringBuilder values = new StringBuilder("?::xid8");
    parameters.add(transaction);
    for (int i = 0; i < unit.keyTypes().size(); i++) {
      condition.append(", c.k").append(i + 1);
      values.append(", (?::json ->> ").append(i).append(")::").append(unit.keyTypes().get(i));
      parameters.add(key);
    }
    condition.append(") > (").append(values).append(')');
    condition.append(base == null ? " AND NOT c.deleted" : "");
    condition.append(" OR ").append(UNSEEN).append(')');
    parameters.add(staging);
    parameters.add(staging);
    return new LineQuery(text(unit, condition.toString()), parameters, List.of(bucket));
  }

  private static String text(CapturedUnit unit, String condition) {
    StringBuilder order = new StringBuilder(" ORDER BY c.bucket, c.xid");
    for (int i = 1; i <= unit.keyTypes().size(); i++) {
      order.append(", c.k").append(i);
    }
    return unit.lines() + " WHERE c.bucket = ANY(?::bigint[]) AND " + condition + order;
  }

  private static boolean isArray(String json, int size) {
    try {
      JsonNode node = WireJson.mapper().readTree(json);
      return node.isArray() && node.size() == size;
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
