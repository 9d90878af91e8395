package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a device was told to come later, and what it had asked for then. It is looked at again when
 * the device asks for more: that something has become small meanwhile does not count.
 *
 * @param upTo up to which priority it takes tables, null if it takes everything
 * @param downloads whether it takes what is large
 * @param buckets name to definition of what it lacks
 */
record Lacking(@Nullable Priority upTo, boolean downloads, SortedMap<String, String> buckets) {

  static Lacking of(SyncPlan plan, @Nullable Take take) {
    return new Lacking(
        take == null ? null : take.upTo(), take == null || take.downloads(), plan.later());
  }

  /** What a header says of it. */
  @Nullable List<String> told() {
    return upTo == null ? null : List.copyOf(buckets.keySet());
  }

  /** The definitions of what is held together with those of what comes later. */
  void addTo(Map<String, String> scope) {
    scope.putAll(buckets);
  }

  /** Whether a request that asks for this is told nothing else. */
  boolean isOf(SyncRequest request) {
    Take take = request.take();
    if (take == null || upTo == null) {
      return take == null && upTo == null;
    }
    boolean same = take.upTo() == upTo && take.downloads() == downloads;
    return (same || buckets.isEmpty()) && take.later().equals(told());
  }
}
