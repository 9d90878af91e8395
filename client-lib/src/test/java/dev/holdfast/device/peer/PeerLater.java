package dev.holdfast.device.peer;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What does not come now, because the device takes less, as the protocol says.
 *
 * @param fresh whether all of a bucket would have to come
 * @param large whether a bucket is large
 * @param stalled whether nothing comes of a bucket
 */
record PeerLater(
    ApplicationPackage logic,
    SyncRequest request,
    Predicate<String> fresh,
    Predicate<String> large,
    Predicate<String> stalled) {

  /** The buckets, in order. */
  List<String> later(Collection<String> scope, boolean ordered) {
    Take take = request.take();
    if (take == null) {
      return List.of();
    }
    boolean all = ordered && take.downloads();
    return scope.stream()
        .filter(bucket -> isStalled(bucket, take) || !all && isLater(bucket, take))
        .sorted()
        .toList();
  }

  /** Whether all of it waits for them. */
  boolean waits(List<String> later, boolean ordered) {
    return ordered && !later.stream().allMatch(stalled) || later.stream().anyMatch(this::isHeld);
  }

  private boolean isHeld(String bucket) {
    return request.buckets().containsKey(bucket)
        || request.compare() != null && request.compare().containsKey(bucket);
  }

  private boolean isStalled(String bucket, Take take) {
    return stalled.test(bucket) && take.later().contains(bucket) && !isHeld(bucket);
  }

  private boolean isLater(String bucket, Take take) {
    OfflineTable table =
        bucket.startsWith(logic.application() + '/')
            ? logic.tables().get(bucket.substring(bucket.indexOf('/') + 1, bucket.indexOf('[')))
            : null;
    if (table == null || !fresh.test(bucket)) {
      return false;
    }
    boolean isLarge = large.test(bucket);
    Priority comes =
        table.priority() == Priority.NORMAL && !isLarge ? Priority.FIRST : table.priority();
    boolean forbidden = isLarge && !take.downloads();
    return forbidden || !isHeld(bucket) && comes.compareTo(take.upTo()) > 0;
  }
}
