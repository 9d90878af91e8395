package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.snapshot.SnapshotReader;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which buckets go into a snapshot file. */
@Dependent
class SnapshotBuckets {
  private final Packages packages;
  private final Capture capture;

  @Inject
  SnapshotBuckets(Packages packages, Capture capture) {
    this.packages = packages;
    this.capture = capture;
  }

  /**
   * All that a user holds of an application, but for empty ones, which cost a line of a stream, and
   * those of tables that can't be captured, of which nothing goes to devices.
   *
   * @throws RefusedException {@code INVALID}, {@code TOO_LARGE}, {@code UNAVAILABLE}
   */
  List<ManifestKey> of(Snapshot snapshot, String application, User scope)
      throws RefusedException, SQLException {
    ApplicationPackage logic = logic(snapshot, application, scope);
    CapturedByName captured = new CapturedByName(capture.units(snapshot.sql()));
    List<ManifestKey> buckets = new ArrayList<>();
    for (String name : SyncPlanner.units(logic)) {
      CapturedUnit unit = captured.known(logic.application(), name);
      if (unit.problem() == null) {
        List<BucketName> names = Buckets.of(logic, name, scope);
        Map<String, BucketSum> sums = BucketQueries.sums(snapshot, unit, names);
        names.stream()
            .filter(bucket -> sums.getOrDefault(bucket.terms(), BucketSum.EMPTY).rows() > 0)
            .forEach(bucket -> buckets.add(new ManifestKey(unit, bucket)));
      }
    }
    if (buckets.size() > SnapshotReader.MOST_BUCKETS) {
      throw new RefusedException(
          ErrorCode.TOO_LARGE,
          "A snapshot file has at most %d buckets, these are %d. Have several made, for less each."
              .formatted(SnapshotReader.MOST_BUCKETS, buckets.size()));
    }
    return buckets;
  }

  private ApplicationPackage logic(Snapshot snapshot, String application, User scope)
      throws RefusedException, SQLException {
    return packages.activeFor(scope, snapshot.sql()).stream()
        .map(CompiledPackage::definition)
        .filter(definition -> definition.application().equals(application))
        .findAny()
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.INVALID,
                    "No application %s is in force in which %s has a role."
                        .formatted(application, scope.name())));
  }
}
