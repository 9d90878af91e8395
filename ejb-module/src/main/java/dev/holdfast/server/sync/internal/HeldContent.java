package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Buckets whose rows on the device count although no checkpoint says what they are: because the
 * device found them damaged, or because its checkpoint is of another history.
 */
final class HeldContent {
  private HeldContent() {}

  /**
   * How such a bucket comes: the ranges that the device asks to be compared; its digest alone,
   * where the device has yet to find out whether anything differs; what changed since, once a patch
   * is stored.
   *
   * @param staged what the stream goes on from
   * @param based whether the device's checkpoint counts
   * @return empty if it comes as any other
   */
  static Optional<HeldBucket> of(
      CapturedUnit unit,
      BucketName name,
      SyncRequest request,
      Map<String, StagedBucket> staged,
      boolean based) {
    String text = name.toString();
    StagedBucket stored = staged.get(text);
    if (stored != null
        && stored.complete()
        && !stored.full()
        && stored.definition().equals(unit.definition())) {
      return Optional.of(new HeldBucket(name, false, stored, null));
    }
    Compared compared = request.compare() == null ? null : request.compare().get(text);
    if (compared != null && compared.definition().equals(unit.definition())) {
      return Optional.of(new HeldBucket(name, false, null, null, compared.ranges()));
    }
    boolean held =
        request.checkpoint() != null && unit.definition().equals(request.buckets().get(text));
    return held && !based
        ? Optional.of(new HeldBucket(name, false, null, null, List.of()))
        : Optional.empty();
  }
}
