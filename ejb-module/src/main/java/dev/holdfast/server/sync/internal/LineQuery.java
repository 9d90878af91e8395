package dev.holdfast.server.sync.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One query for the lines of buckets that are at the same point.
 *
 * @param text SQL
 * @param parameters its parameters
 * @param buckets the buckets that it reads
 */
record LineQuery(String text, List<Object> parameters, List<HeldBucket> buckets) {
  /** The queries for a unit's buckets: one for all that are at the same point. */
  static List<LineQuery> of(CapturedUnit unit, List<HeldBucket> held, SyncPlan plan)
      throws RefusedException {
    if (unit.problem() != null) {
      return List.of();
    }
    List<HeldBucket> whole = new ArrayList<>();
    Map<String, List<HeldBucket>> since = new LinkedHashMap<>();
    List<LineQuery> queries = new ArrayList<>();
    for (HeldBucket bucket : held.stream().filter(b -> b.patch() == null && !b.same()).toList()) {
      StagedBucket cut = bucket.cut();
      String seen = seen(bucket, plan);
      if (cut != null) {
        queries.add(rest(unit, bucket, cut, plan));
      } else if (seen == null) {
        whole.add(bucket);
      } else {
        since.computeIfAbsent(seen, s -> new ArrayList<>()).add(bucket);
      }
    }
    add(queries, unit, whole, PRESENT);
    since.forEach((seen, buckets) -> add(queries, unit, buckets, unseen(seen)));
    return queries;
  }

  private static final Condition PRESENT = new Condition("NOT c.deleted", List.of());

  private record Condition(String text, List<Object> parameters) {
    Condition and(Condition other) {
      return joined(" AND ", List.of(this, other));
    }

    static Condition joined(String word, List<Condition> all) {
      return new Condition(
          all.stream().map(Condition::text).collect(Collectors.joining(word, "(", ")")),
          all.stream().flatMap(c -> c.parameters().stream()).toList());
    }
  }

  private static Condition unseen(String snapshot) {
    Unseen unseen = new Unseen(snapshot);
    return new Condition(unseen.of("c.xid"), unseen.parameters());
  }

  /** The snapshot that shows all that the device has of a bucket, null if it has nothing. */
  private static @Nullable String seen(HeldBucket bucket, SyncPlan plan) {
    StagedBucket staged = bucket.staged();
    if (staged != null && staged.complete() && plan.staging() != null) {
      return plan.staging().of(staged.lastStream()).snapshot();
    }
    return bucket.since(plan.base() == null ? "" : plan.base().snapshot());
  }

  private static void add(
      List<LineQuery> queries, CapturedUnit unit, List<HeldBucket> buckets, Condition condition) {
    if (!buckets.isEmpty()) {
      List<Object> all = new ArrayList<>();
      all.add(BucketQueries.ids(buckets.stream().map(HeldBucket::name).toList()));
      all.addAll(condition.parameters());
      queries.add(new LineQuery(text(unit, condition.text()), all, buckets));
    }
  }

  /**
   * Goes on in the middle of a bucket: what lies behind the position; of what had committed late
   * what lies behind the cut in that; and what the last stream did not see, wherever it lies.
   */
  private static LineQuery rest(
      CapturedUnit unit, HeldBucket bucket, StagedBucket cut, SyncPlan plan)
      throws RefusedException {
    Resumed resumed = Objects.requireNonNull(plan.staging(), "nothing is staged");
    List<Condition> parts = new ArrayList<>();
    Unseen last = new Unseen(resumed.of(cut.lastStream()).snapshot());
    String oldest = last.oldest();
    String position = bucket.position();
    if (position != null) {
      String base = bucket.since(plan.base() == null ? "" : plan.base().snapshot());
      // What is not there is left out of a whole bucket, but for what went after it was begun.
      Condition wanted =
          base == null
              ? Condition.joined(" OR ", List.of(PRESENT, unseen(resumed.of(0).snapshot())))
              : unseen(base);
      parts.add(behind(unit, position).and(wanted));
      oldest = older(oldest, transaction(position));
    }
    for (Late late : cut.lateCuts()) {
      parts.add(behind(unit, late.position()).and(unseen(resumed.of(late.stream()).snapshot())));
      oldest = older(oldest, transaction(late.position()));
    }
    parts.add(unseen(last.snapshot()));
    // A bound for all of them, should the parts not be looked up by themselves.
    Condition bound = new Condition("c.xid >= ?::xid8", List.of(oldest));
    List<LineQuery> queries = new ArrayList<>();
    add(queries, unit, List.of(bucket), bound.and(Condition.joined(" OR ", parts)));
    return queries.get(0);
  }

  private static String older(String one, String other) {
    long first = Long.parseUnsignedLong(one);
    return Long.compareUnsigned(first, Long.parseUnsignedLong(other)) < 0 ? one : other;
  }

  /** The transaction of a position that {@link #behind} has read. */
  private static String transaction(String position) {
    return position.substring(0, position.indexOf('\t'));
  }

  private static Condition behind(CapturedUnit unit, String position) throws RefusedException {
    int tab = position.indexOf('\t');
    String transaction = position.substring(0, Math.max(0, tab));
    String key = position.substring(tab + 1);
    if (!transaction.matches("[0-9]{1,19}") || !isArray(key, unit.keyTypes().size())) {
      throw new RefusedException(ErrorCode.MALFORMED, "Not a position: " + position);
    }
    // The first bounds the index scan; the second decides.
    StringBuilder condition = new StringBuilder("c.xid >= ?::xid8 AND (c.xid");
    List<Object> parameters = new ArrayList<>(List.of(transaction, transaction));
    StringBuilder values = new StringBuilder("?::xid8");
    for (int i = 0; i < unit.keyTypes().size(); i++) {
      condition.append(", c.k").append(i + 1);
      values.append(", (?::json ->> ").append(i).append(")::").append(unit.keyTypes().get(i));
      parameters.add(key);
    }
    condition.append(") > (").append(values).append(')');
    return new Condition(condition.toString(), parameters);
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
