package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.server.platform.api.Signer;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to where capture has forgotten what went from buckets, in a snapshot. A delta is whole only
 * from a checkpoint that sees every forgotten transaction. The newest of them is what is known, so
 * the checkpoint has to see all up to it: none of them was running then.
 */
final class Horizons {
  private static final String READ =
      """
      SELECT s.unit, s.bucket, max(h.xid)::text AS xid
      FROM unnest(?, ?::bigint[]) s (unit, bucket)
      JOIN holdfast.bucket_horizon h ON h.unit = s.unit AND h.bucket IN (s.bucket, ?)
      WHERE h.epoch = ?
      GROUP BY s.unit, s.bucket
      """;

  private record Bucket(String unit, long id) {}

  private final Map<Bucket, Long> newest = new HashMap<>();

  private Horizons() {}

  /** Those of a scope. */
  static Horizons of(Snapshot snapshot, Map<CapturedUnit, List<BucketName>> scope)
      throws SQLException {
    List<String> units = new ArrayList<>();
    List<String> buckets = new ArrayList<>();
    scope.forEach(
        (unit, names) ->
            names.forEach(
                name -> {
                  units.add(unit.name());
                  buckets.add(Long.toString(name.id()));
                }));
    Horizons horizons = new Horizons();
    snapshot
        .sql()
        .each(
            READ,
            0,
            row ->
                horizons.newest.put(
                    new Bucket(row.getString("unit"), row.getLong("bucket")),
                    Long.parseUnsignedLong(row.getString("xid"))),
            units.toArray(String[]::new),
            buckets.toArray(String[]::new),
            CapturedUnit.EVERY_BUCKET,
            snapshot.epoch());
    return horizons;
  }

  /** Whether something that a checkpoint may not see is forgotten. */
  boolean hide(CapturedUnit unit, BucketName name, Checkpoint checkpoint) {
    Long forgotten = newest.get(new Bucket(unit.name(), name.id()));
    return forgotten != null
        && Long.compareUnsigned(forgotten, oldestRunning(checkpoint.snapshot())) >= 0;
  }

  /**
   * Whether a staging can't go on: something is forgotten that was not seen by a stream that it
   * goes on from with a bucket, or when its segments were made.
   */
  boolean hide(
      Map<CapturedUnit, List<BucketName>> scope,
      SyncRequest.Staging staging,
      Resumed resumed,
      Signer signer) {
    for (Map.Entry<CapturedUnit, List<BucketName>> unit : scope.entrySet()) {
      for (BucketName name : unit.getValue()) {
        StagedBucket bucket = staging.buckets().get(name.toString());
        if (bucket != null
            && (resumed.of(bucket).anyMatch(seen -> hide(unit.getKey(), name, seen))
                || hide(unit.getKey(), name, bucket.checkpoint(), signer))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hide(CapturedUnit unit, BucketName name, @Nullable String token, Signer signer) {
    Optional<Checkpoint> checkpoint = Checkpoint.of(token, signer);
    return checkpoint.isPresent() && hide(unit, name, checkpoint.get());
  }

  private static long oldestRunning(String snapshot) {
    return Long.parseUnsignedLong(snapshot.substring(0, snapshot.indexOf(':')));
  }
}
