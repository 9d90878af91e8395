package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.sync.internal.SegmentsLackingException.Lacking;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which buckets of a stream go in segments: those that come whole, of some size. */
@Dependent
class SegmentChoice {
  private static final Set<String> ENCODINGS = Set.of("zstd", "gzip", "identity");

  private final Manifests manifests;
  private final ManifestBuilder builder;
  private final Signer signer;
  private final Settings settings;
  private final Clock clock;

  @Inject
  SegmentChoice(
      Manifests manifests, ManifestBuilder builder, Signer signer, Settings settings, Clock clock) {
    this.manifests = manifests;
    this.builder = builder;
    this.signer = signer;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether a device takes segments. */
  static boolean takes(SyncRequest request) {
    List<String> encodings = request.segments();
    return encodings != null && encodings.stream().anyMatch(ENCODINGS::contains);
  }

  /**
   * Chooses. Buckets whose segments are being made, or were made only after this snapshot was
   * taken, get none; they are for a later stream.
   *
   * @param last whether segments that are neither there nor being made are done without, and those
   *     that are there are taken however much has changed since
   * @throws SegmentsLackingException if some have to be made, or have to be waited for because
   *     there are no others to be fetched meanwhile
   */
  Map<HeldBucket, SyncLine.Segments> choose(
      Snapshot snapshot, SyncPlan plan, SyncRequest request, boolean last)
      throws SQLException, SegmentsLackingException {
    Map<HeldBucket, SyncLine.Segments> chosen = new LinkedHashMap<>();
    Map<HeldBucket, Lacking> making = new LinkedHashMap<>();
    List<Lacking> lacking = new ArrayList<>();
    if (!takes(request)) {
      return chosen;
    }
    for (Map.Entry<CapturedUnit, List<HeldBucket>> unit : plan.buckets().entrySet()) {
      Map<HeldBucket, @Nullable Manifest> found = new LinkedHashMap<>();
      for (HeldBucket bucket : large(snapshot, unit.getKey(), unit.getValue())) {
        ManifestKey key = new ManifestKey(unit.getKey(), bucket.name());
        // Asked before the look: what is made between the two is found.
        boolean isMaking = builder.isMaking(key);
        Manifest manifest = manifests.find(key).orElse(null);
        if (isMaking) {
          making.put(bucket, new Lacking(key, manifest));
        } else if (manifest != null && manifest.maySucceed(snapshot)) {
          // Made meanwhile, and good for the next stream.
          making.put(bucket, new Lacking(key, null));
        } else {
          found.put(bucket, manifest);
        }
      }
      if (found.isEmpty()) {
        continue;
      }
      Set<String> outdated =
          last ? Set.of() : ManifestQueries.outdated(snapshot, unit.getKey(), found);
      Horizons horizons =
          Horizons.of(
              snapshot,
              Map.of(unit.getKey(), found.keySet().stream().map(HeldBucket::name).toList()));
      for (Map.Entry<HeldBucket, @Nullable Manifest> one : found.entrySet()) {
        HeldBucket bucket = one.getKey();
        Manifest manifest = one.getValue();
        boolean outdatedNow = outdated.contains(bucket.name().terms());
        if (manifest != null
            && !outdatedNow
            && !horizons.hide(unit.getKey(), bucket.name(), manifest.checkpoint())
            && good(manifest, snapshot, last)) {
          chosen.put(
              bucket,
              new SyncLine.Segments(manifest.checkpoint().token(signer), manifest.segments()));
        } else {
          lacking.add(new Lacking(new ManifestKey(unit.getKey(), bucket.name()), manifest));
        }
      }
    }
    if (!last && (!lacking.isEmpty() || chosen.isEmpty() && !making.isEmpty())) {
      lacking.addAll(making.values());
      throw new SegmentsLackingException(lacking);
    }
    making.keySet().forEach(bucket -> chosen.put(bucket, SyncLine.Segments.BEING_MADE));
    return chosen;
  }

  private List<HeldBucket> large(Snapshot snapshot, CapturedUnit unit, List<HeldBucket> held)
      throws SQLException {
    List<HeldBucket> fresh = held.stream().filter(HeldBucket::fresh).toList();
    if (fresh.isEmpty()) {
      return fresh;
    }
    List<BucketName> names = fresh.stream().map(HeldBucket::name).toList();
    Map<String, BucketSum> sums = BucketQueries.sums(snapshot, unit, names);
    int least = settings.get(SyncSettings.SEGMENT_ROWS);
    return fresh.stream()
        .filter(b -> sums.getOrDefault(b.name().terms(), BucketSum.EMPTY).rows() >= least)
        .toList();
  }

  private boolean good(Manifest manifest, Snapshot snapshot, boolean last) throws SQLException {
    Checkpoint shown = manifest.checkpoint();
    return snapshot.continues(shown)
        && (last
            || shown
                .issued()
                .plus(settings.get(SyncSettings.SEGMENT_AGE))
                .isAfter(clock.instant()));
  }
}
