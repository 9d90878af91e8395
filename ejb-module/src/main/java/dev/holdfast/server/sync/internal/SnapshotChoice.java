package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotReader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says which buckets of a stream the device finds in its snapshot file: those that would come
 * whole, and are in there as they were at a time from which a delta is possible.
 */
@Dependent
class SnapshotChoice {
  /**
   * Most buckets that a device may have staged at a checkpoint of their own: it names each with its
   * checkpoint in its next requests, which have a limit.
   */
  private static final int MOST_STAGED = 4_000;

  /** Of the 4 MiB that a request may have, what these names may take. */
  private static final long MOST_REQUEST_BYTES = 3 * 1024 * 1024;

  /** What a staged bucket takes in a request beside its name and its checkpoint. */
  private static final long STAGED_BYTES = 200;

  private final Signer signer;
  private final Settings settings;
  private final Clock clock;
  private final int mostStaged;

  @Inject
  SnapshotChoice(Signer signer, Settings settings, Clock clock) {
    this(signer, settings, clock, MOST_STAGED);
  }

  SnapshotChoice(Signer signer, Settings settings, Clock clock, int mostStaged) {
    this.signer = signer;
    this.settings = settings;
    this.clock = clock;
    this.mostStaged = mostStaged;
  }

  /**
   * Chooses.
   *
   * @return none if the device offers no file, or takes no segments
   * @throws RefusedException {@code SNAPSHOT_FOREIGN} if the file was not made here or was changed;
   *     {@code SNAPSHOT_USELESS} if nothing in it is of use for this device, which lacks something;
   *     {@code MALFORMED}
   */
  Map<HeldBucket, SyncLine> choose(Snapshot snapshot, SyncPlan plan, SyncRequest request)
      throws RefusedException, SQLException {
    SyncRequest.Offer offer = request.snapshot();
    if (offer == null || !SegmentChoice.takes(request)) {
      return Map.of();
    }
    SnapshotSeal seal = seal(offer);
    boolean lacks =
        plan.buckets().values().stream().flatMap(List::stream).anyMatch(HeldBucket::fresh);
    @Nullable String reason = useless(seal, snapshot);
    Map<HeldBucket, SyncLine> chosen = new LinkedHashMap<>();
    if (reason == null) {
      Matches matches = new Matches(seal, new HashSet<>(offer.buckets()));
      for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
        matches.add(snapshot, unit.getKey(), unit.getValue(), chosen);
      }
      reason = matches.useless();
    }
    if (reason != null && lacks) {
      throw new RefusedException(
          ErrorCode.SNAPSHOT_USELESS,
          "The snapshot file is of no use here: %s. Have another one made, or sync without it."
              .formatted(reason));
    }
    keepLargest(snapshot, plan, offer, seal.checkpoint().token(signer), chosen);
    return chosen;
  }

  /** How many buckets the device can name with this checkpoint, beside all that it names anyway. */
  private static long fitting(SyncPlan plan, SyncRequest.Offer offer, String token) {
    long bytes =
        plan.buckets().values().stream()
            .flatMap(List::stream)
            .mapToLong(bucket -> bucket.name().toString().length() + STAGED_BYTES)
            .sum();
    bytes += offer.buckets().stream().mapToLong(tag -> tag.length() + 3L).sum();
    return Math.max(0, MOST_REQUEST_BYTES - bytes) / token.length();
  }

  /** What is left out is small, and comes as any other bucket does. */
  private void keepLargest(
      Snapshot snapshot,
      SyncPlan plan,
      SyncRequest.Offer offer,
      String token,
      Map<HeldBucket, SyncLine> chosen)
      throws SQLException {
    long staged =
        plan.buckets().values().stream()
            .flatMap(List::stream)
            .filter(bucket -> bucket.segments() != null)
            .count();
    long room = Math.max(0, Math.min(mostStaged, fitting(plan, offer, token)) - staged);
    if (chosen.size() <= room) {
      return;
    }
    Map<HeldBucket, Long> rows = new HashMap<>();
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      List<HeldBucket> among = unit.getValue().stream().filter(chosen::containsKey).toList();
      List<BucketName> names = among.stream().map(HeldBucket::name).toList();
      Map<String, BucketSum> sums = BucketQueries.sums(snapshot, unit.getKey(), names);
      among.forEach(
          bucket ->
              rows.put(bucket, sums.getOrDefault(bucket.name().terms(), BucketSum.EMPTY).rows()));
    }
    chosen
        .keySet()
        .retainAll(
            rows.entrySet().stream()
                .sorted(Map.Entry.<HeldBucket, Long>comparingByValue().reversed())
                .limit(room)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
  }

  private SnapshotSeal seal(SyncRequest.Offer offer) throws RefusedException {
    if (offer.buckets().size() > SnapshotReader.MOST_BUCKETS) {
      throw new RefusedException(
          ErrorCode.MALFORMED,
          "snapshot: a file has at most " + SnapshotReader.MOST_BUCKETS + " buckets.");
    }
    return SnapshotSeal.of(offer.seal(), signer)
        .filter(seal -> seal.digest().equals(offer.digest()))
        .orElseThrow(
            () ->
                new RefusedException(
                    ErrorCode.SNAPSHOT_FOREIGN,
                    "The snapshot file was not made by this server, or was changed since. Have"
                        + " another one made, or sync without it."));
  }

  private @Nullable String useless(SnapshotSeal seal, Snapshot snapshot) throws SQLException {
    Duration most = settings.get(SyncSettings.SNAPSHOT_AGE);
    if (seal.madeAt().plus(most).isBefore(clock.instant())) {
      return "it is older than " + most.toDays() + " days";
    }
    return snapshot.continues(seal.checkpoint())
        ? null
        : "the server's database was restored since it was made";
  }

  /** The buckets of a file among those that the device is to hold. */
  private final class Matches {
    private final SnapshotSeal seal;
    private final Set<String> offered;
    private final String checkpoint;
    private boolean found;
    private boolean usable;

    Matches(SnapshotSeal seal, Set<String> offered) {
      this.seal = seal;
      this.offered = offered;
      this.checkpoint = seal.checkpoint().token(signer);
    }

    void add(
        Snapshot snapshot,
        CapturedUnit unit,
        List<HeldBucket> buckets,
        Map<HeldBucket, SyncLine> chosen)
        throws SQLException {
      if (unit.problem() != null) {
        return;
      }
      List<BucketName> names = buckets.stream().map(HeldBucket::name).toList();
      Horizons horizons = Horizons.of(snapshot, Map.of(unit, names));
      for (HeldBucket bucket : buckets) {
        BucketKey key = SnapshotSeal.key(seal.id(), unit.definition(), bucket.name(), signer);
        if (offered.contains(key.tag())) {
          found = true;
          boolean whole = !horizons.hide(unit, bucket.name(), seal.checkpoint());
          usable |= whole;
          if (whole && bucket.fresh()) {
            chosen.put(bucket, new SyncLine.InFile(checkpoint, key.text()));
          }
        }
      }
    }

    @Nullable String useless() {
      if (!found) {
        return "it has nothing that this device may hold, or the logic has changed since it was made";
      }
      return usable ? null : "what went from its tables since it was made is no longer known";
    }
  }
}
