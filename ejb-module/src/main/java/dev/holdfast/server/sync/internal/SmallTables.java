package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of tables that come whole when they are something else than the device holds. A
 * checkpoint says what they were, so that nothing comes of those that are what they were again, or
 * whose sums were folded.
 */
final class SmallTables {
  /** A checkpoint says no more; of the others, any change brings them. */
  private static final int MOST = 50;

  private final Map<String, BucketSum> sums = new HashMap<>();

  private SmallTables() {}

  /** What they are in a snapshot. */
  static SmallTables of(Snapshot snapshot, Map<CapturedUnit, List<BucketName>> scope)
      throws SQLException {
    SmallTables small = new SmallTables();
    for (Map.Entry<CapturedUnit, List<BucketName>> unit : scope.entrySet()) {
      if (isSmall(unit.getKey())) {
        Map<String, BucketSum> present =
            BucketQueries.sums(snapshot, unit.getKey(), unit.getValue());
        unit.getValue()
            .forEach(
                name ->
                    small.sums.put(
                        name.toString(), present.getOrDefault(name.terms(), BucketSum.EMPTY)));
      }
    }
    return small;
  }

  /** What a checkpoint says of them, null if nothing. */
  @Nullable Map<String, BucketSum> told() {
    if (sums.isEmpty()) {
      return null;
    }
    Map<String, BucketSum> told = new TreeMap<>(sums);
    told.keySet().retainAll(told.keySet().stream().limit(MOST).toList());
    return told;
  }

  /** Whether a device certainly holds a bucket as it is. */
  boolean isHeld(
      CapturedUnit unit, BucketName name, SyncRequest request, @Nullable Checkpoint base) {
    BucketSum before = base == null ? null : base.sumOf(name);
    return before != null
        && isSmall(unit)
        && before.equals(sums.get(name.toString()))
        && unit.definition().equals(request.buckets().get(name.toString()));
  }

  /** Numbers of a unit's buckets that have to come whole, because they may be something else. */
  Set<Long> renewed(
      Snapshot snapshot, CapturedUnit unit, List<BucketName> names, @Nullable Checkpoint base)
      throws SQLException {
    Set<Long> renewed = new HashSet<>();
    if (!isSmall(unit) || base == null) {
      return renewed;
    }
    List<BucketName> unknown = new ArrayList<>();
    for (BucketName name : names) {
      BucketSum before = base.sumOf(name);
      if (before == null) {
        unknown.add(name);
      } else if (!before.equals(sums.get(name.toString()))) {
        renewed.add(name.id());
      }
    }
    if (!unknown.isEmpty()) {
      renewed.addAll(BucketQueries.changed(snapshot, unit, unknown, base.snapshot()));
    }
    return renewed;
  }

  private static boolean isSmall(CapturedUnit unit) {
    return unit.strategy() == ReceiveStrategy.TABLE && unit.problem() == null;
  }
}
