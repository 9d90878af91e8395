package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.sync.api.Segments;
import dev.holdfast.server.sync.internal.segments.SegmentCache;
import dev.holdfast.server.sync.internal.segments.StoredSegment;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Gives segments to those in whose scope they are now, whatever they were told earlier. */
@Stateless
public class SegmentsFacade implements Segments {
  private SegmentCache cache;
  private Packages packages;
  private RowsSent sent;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected SegmentsFacade() {}

  @Inject
  SegmentsFacade(SegmentCache cache, Packages packages, RowsSent sent) {
    this.cache = cache;
    this.packages = packages;
    this.sent = sent;
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Segment find(Caller caller, String id) throws RefusedException {
    BucketName outcomes = CaseUnits.outcomesOf(caller.requireDevice());
    StoredSegment stored =
        cache
            .find(id)
            .filter(s -> s.bucket().equals(outcomes) || mayHave(caller.user(), s.bucket()))
            .orElseThrow(
                () ->
                    new RefusedException(ErrorCode.SEGMENT_GONE, ErrorCode.SEGMENT_GONE.remedy()));
    sent.add(caller.requireDevice(), stored.rows());
    return new Segment(id, stored.size(), stored.zstd());
  }

  private boolean mayHave(User user, BucketName bucket) {
    return packages.activeFor(user).stream()
        .map(CompiledPackage::definition)
        .filter(logic -> logic.application().equals(bucket.application()))
        .filter(logic -> declares(logic, bucket.unit()))
        .anyMatch(logic -> Buckets.of(logic, bucket.unit(), user).contains(bucket));
  }

  private static boolean declares(ApplicationPackage logic, String unit) {
    return logic.tables().containsKey(unit) || logic.cases().containsKey(unit);
  }
}
