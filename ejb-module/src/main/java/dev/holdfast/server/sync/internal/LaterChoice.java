package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what of a plan comes later, because the device takes less than everything now: tables of
 * which it has nothing, by their priority and size. What it holds never falls behind the rest: if
 * that would have to come whole and may not, all of it waits.
 */
@Dependent
class LaterChoice {
  private final Settings settings;

  @Inject
  LaterChoice(Settings settings) {
    this.settings = settings;
  }

  /**
   * Chooses.
   *
   * @param inFile buckets that the device takes from a file; they cost nothing
   * @return the plan without what comes later
   */
  SyncPlan of(Snapshot snapshot, SyncPlan plan, SyncRequest request, Set<HeldBucket> inFile)
      throws SQLException {
    Take take = request.take();
    // A full synchronization that is ordered is one checkpoint, so that it is done when it says so.
    if (take == null || plan.order() != null && take.downloads()) {
      return plan;
    }
    Set<HeldBucket> later = new HashSet<>();
    boolean waits = false;
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      Optional<OfflineTable> table = plan.table(unit.getKey());
      List<HeldBucket> lacking = unit.getValue().stream().filter(HeldBucket::fresh).toList();
      if (table.isEmpty() || lacking.isEmpty()) {
        continue;
      }
      Set<HeldBucket> fetched = new HashSet<>(lacking);
      fetched.removeAll(inFile);
      Map<HeldBucket, Long> rows = rows(snapshot, unit.getKey(), lacking);
      boolean large = isLarge(rows, lacking);
      boolean costly = isLarge(rows, fetched);
      for (HeldBucket bucket : lacking) {
        boolean forbidden = !take.downloads() && costly && fetched.contains(bucket);
        boolean held = isHeld(request, bucket.name().toString());
        if (forbidden || !held && isLater(table.get().priority(), large, take)) {
          later.add(bucket);
          waits |= held;
        }
      }
    }
    // An order is fulfilled with everything, or later.
    return plan.later(later, waits || plan.order() != null && !later.isEmpty());
  }

  private static boolean isLater(Priority priority, boolean large, Take take) {
    Priority comes = priority == Priority.NORMAL && !large ? Priority.FIRST : priority;
    return comes.compareTo(take.upTo()) > 0;
  }

  private static boolean isHeld(SyncRequest request, String bucket) {
    return request.buckets().containsKey(bucket)
        || request.compare() != null && request.compare().containsKey(bucket);
  }

  /** What lacks of a table is one thing for who waits for it, or pays, in however many buckets. */
  private boolean isLarge(Map<HeldBucket, Long> rows, Collection<HeldBucket> buckets) {
    return buckets.stream().mapToLong(bucket -> rows.getOrDefault(bucket, 0L)).sum()
        >= settings.get(SyncSettings.LATER_ROWS);
  }

  private static Map<HeldBucket, Long> rows(
      Snapshot snapshot, CapturedUnit unit, List<HeldBucket> buckets) throws SQLException {
    Map<String, BucketSum> sums =
        BucketQueries.sums(snapshot, unit, buckets.stream().map(HeldBucket::name).toList());
    Map<HeldBucket, Long> rows = new HashMap<>();
    for (HeldBucket bucket : buckets) {
      rows.put(bucket, sums.getOrDefault(bucket.name().terms(), BucketSum.EMPTY).rows());
    }
    return rows;
  }
}
