package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the first line of a stream, and remembers what devices were told. */
@Dependent
class StreamHeader {
  private final Packages packages;
  private final LastAnswers answers;
  private final Signer signer;
  private final Clock clock;

  @Inject
  StreamHeader(Packages packages, LastAnswers answers, Signer signer, Clock clock) {
    this.packages = packages;
    this.answers = answers;
    this.signer = signer;
    this.clock = clock;
  }

  /** The header of a plan's stream. */
  SyncHeader of(Snapshot snapshot, SyncPlan plan, SyncRequest request) throws SQLException {
    return new SyncHeader(
        SyncHeader.PROTOCOL,
        plan.target().token(signer),
        snapshot.epoch(),
        plan.allFull() ? "full" : "delta",
        plan.order(),
        plan.target().packages().stream().map(this::ref).toList(),
        plan.scope(),
        plan.tables(),
        plan.staging() != null,
        expected(snapshot, plan),
        clock.instant(),
        plan.news(request),
        plan.newStalls(request),
        plan.toldLater(request),
        plan.waits() ? true : null);
  }

  /**
   * Remembers that a device has been told everything up to a snapshot.
   *
   * @param held the checkpoint that it holds, or will hold when it has stored what it was sent
   * @param token the same as the device has it, null if it has none
   * @param request what it has asked for
   */
  void remember(
      Caller caller,
      Snapshot snapshot,
      SyncPlan plan,
      Checkpoint held,
      @Nullable String token,
      SyncRequest request)
      throws RefusedException {
    if (token != null) {
      List<PackageRef> logic = held.packages().stream().map(this::ref).toList();
      answers.remember(
          caller, snapshot.seen(), plan, held, new LastAnswers.Told(token, logic, request.take()));
    }
  }

  private PackageRef ref(String version) {
    String[] parts = version.split(" ", 2);
    Optional<CompiledPackage> logic = packages.find(parts[0], parts[1]);
    return new PackageRef(parts[0], parts[1], logic.orElseThrow().definition().digest());
  }

  /** Rows of the buckets that come whole; deltas are small beside them. */
  private static long expected(Snapshot snapshot, SyncPlan plan) throws SQLException {
    long rows = 0;
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      List<BucketName> whole =
          unit.getValue().stream()
              .filter(bucket -> bucket.full() && !bucket.complete())
              .map(HeldBucket::name)
              .toList();
      if (!whole.isEmpty()) {
        rows +=
            BucketQueries.sums(snapshot, unit.getKey(), whole).values().stream()
                .mapToLong(sum -> sum.rows())
                .sum();
      }
    }
    return rows;
  }
}
