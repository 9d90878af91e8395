package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets whose rows on the device count although no checkpoint says what they are: because the
 * device found them damaged, or because its checkpoint is of another history.
 */
final class HeldContent {
  private HeldContent() {}

  /**
   * What a device asks for.
   *
   * @param request its request
   * @param staged what the stream goes on from
   * @param based whether the device's checkpoint counts
   * @param leastRows of how many rows on a bucket comes in segments
   */
  record Asked(
      SyncRequest request, Map<String, StagedBucket> staged, boolean based, int leastRows) {}

  /**
   * How such a bucket comes: where it differs by the ranges that the device asks to be compared, or
   * whole, if that is much and the device takes segments; its digest alone, where the device has
   * yet to find out whether anything differs; what changed since, once a patch is stored.
   *
   * @return empty if it comes as any other
   */
  static Optional<HeldBucket> of(Snapshot snapshot, CapturedUnit unit, BucketName name, Asked asked)
      throws SQLException {
    SyncRequest request = asked.request();
    String text = name.toString();
    StagedBucket stored = asked.staged().get(text);
    if (stored != null
        && stored.complete()
        && !stored.full()
        && stored.definition().equals(unit.definition())) {
      return Optional.of(new HeldBucket(name, false, stored, null));
    }
    Compared compared = request.compare() == null ? null : request.compare().get(text);
    if (compared != null && compared.definition().equals(unit.definition())) {
      Differences found = Differences.find(snapshot, unit, name, compared.ranges());
      boolean whole = SegmentChoice.takes(request) && found.many(asked.leastRows());
      return Optional.of(
          whole ? new HeldBucket(name, true, null, null) : HeldBucket.patch(name, found));
    }
    boolean held =
        request.checkpoint() != null && unit.definition().equals(request.buckets().get(text));
    return held && !asked.based()
        ? Optional.of(HeldBucket.patch(name, Differences.UNKNOWN))
        : Optional.empty();
  }
}
