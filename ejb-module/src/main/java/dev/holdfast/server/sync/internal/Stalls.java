package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units with a problem, of which nothing new comes until it has gone. */
final class Stalls {
  private Stalls() {}

  /**
   * Of a unit with a problem a device keeps what it has, and nothing new comes: what it finds
   * damaged, or holds of another history, is compared when the problem has gone. That is for those
   * who know of problems; others would take it for right.
   */
  static List<HeldBucket> asHeld(
      CapturedUnit unit, List<BucketName> names, SyncRequest request, Optional<Checkpoint> base) {
    return names.stream()
        .filter(name -> base.isPresent() || request.stalled() != null)
        .filter(name -> unit.definition().equals(heldAs(request, name.toString())))
        .map(name -> new HeldBucket(name, false, null, null))
        .toList();
  }

  /**
   * What a device lacks of a unit with a problem goes on to come later: nothing comes of it now,
   * and that it was not received stays true.
   *
   * @return the buckets that the device knows to come later, of those of its scope
   */
  static List<BucketName> later(List<BucketName> names, SyncRequest request) {
    SyncRequest.Take take = request.take();
    return take == null
        ? List.of()
        : names.stream().filter(name -> take.later().contains(name.toString())).toList();
  }

  private static @Nullable String heldAs(SyncRequest request, String bucket) {
    Compared compared =
        request.stalled() == null || request.compare() == null
            ? null
            : request.compare().get(bucket);
    return compared != null ? compared.definition() : request.buckets().get(bucket);
  }

  /** Whether something is staged that can't go on because its unit has a problem. */
  static boolean stick(Map<CapturedUnit, List<BucketName>> scope, SyncRequest.Staging staging) {
    return scope.entrySet().stream()
        .filter(unit -> unit.getKey().problem() != null)
        .flatMap(unit -> unit.getValue().stream())
        .anyMatch(name -> staging.buckets().containsKey(name.toString()));
  }
}
