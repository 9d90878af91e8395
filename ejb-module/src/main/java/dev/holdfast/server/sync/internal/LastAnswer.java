package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a device that sends a certain request holds: everything that was committed when the snapshot
 * was taken that answered it, and so everything before the look before that. What changed since is
 * what it lacks.
 *
 * @param checkpoint the checkpoint in that request; the buckets in it are the scope's
 * @param user the user, with the rights that the scope was made of
 * @param look a look before that snapshot
 * @param renewal when it gets a new checkpoint even if nothing is new
 * @param packages the logic in force
 * @param buckets every bucket of its scope
 * @param policy the policy that holds for it
 * @param stalled what gets nothing new until its source is mended
 * @param lacking what comes later, and why
 * @param rest marks of what else decides: its resync orders, the logic, the policies
 * @param heard whether the device has called since, or with this; what it was handed at the door
 *     may not have arrived before it does
 */
record LastAnswer(
    String checkpoint,
    User user,
    Look look,
    Instant renewal,
    List<PackageRef> packages,
    List<Watched> buckets,
    SyncPolicy policy,
    List<String> stalled,
    Lacking lacking,
    List<Mark> rest,
    boolean heard) {

  /** Whether something may have changed that a delta can't tell. */
  boolean uncertain() {
    for (Mark mark : rest) {
      if (mark.changedSince(look)) {
        return true;
      }
    }
    return false;
  }

  /** The buckets that may have changed. */
  List<Watched> changed() {
    for (Watched bucket : buckets) {
      if (bucket.mark().changedSince(look)) {
        return buckets.stream().filter(b -> b.mark().changedSince(look)).toList();
      }
    }
    return List.of();
  }

  /** Whether this is the request. */
  boolean isOf(SyncRequest request) {
    Map<String, String> held = request.buckets();
    if (!checkpoint.equals(request.checkpoint())
        || request.staging() != null
        || request.compare() != null
        || !lacking.isOf(request)
        || held.size() != buckets.size()
        || request.policy() != null && !request.policy().equals(policy.id())
        || request.stalled() != null && !request.stalled().equals(stalled)) {
      return false;
    }
    for (Watched bucket : buckets) {
      if (!bucket.unit().definition().equals(held.get(bucket.text()))) {
        return false;
      }
    }
    return true;
  }

  /** The same scope at a later point. */
  LastAnswer at(String later, Look seen, Instant renewed) {
    return new LastAnswer(
        later, user, seen, renewed, packages, buckets, policy, stalled, lacking, rest, true);
  }

  /** The same, heard of or not. */
  LastAnswer heard(boolean now) {
    return now == heard
        ? this
        : new LastAnswer(
            checkpoint,
            user,
            look,
            renewal,
            packages,
            buckets,
            policy,
            stalled,
            lacking,
            rest,
            now);
  }

  /** Whether the device wants to be told of each change at once. */
  boolean isEager() {
    return policy.receive() == ReceiveMode.CONNECTED && policy.receivePause().isZero();
  }
}
