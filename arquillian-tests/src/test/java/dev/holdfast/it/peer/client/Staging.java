package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.StagedBucket;
import dev.holdfast.it.peer.client.Messages.StagingState;
import dev.holdfast.it.peer.client.Messages.SyncHeader;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of a sync that is not complete. Of all of it or nothing becomes what is held. */
final class Staging {
  private final Map<String, Incoming> buckets = new TreeMap<>();
  private @Nullable String checkpoint;
  private @Nullable String order;

  /** A stream begins: what goes on stays, and of that what has another definition goes. */
  void begin(SyncHeader header) {
    if (!header.resumed()) {
      clear();
    }
    buckets
        .entrySet()
        .removeIf(
            staged ->
                !staged.getValue().definition().equals(header.buckets().get(staged.getKey())));
    if (checkpoint == null) {
      checkpoint = header.checkpoint();
      order = header.order();
    }
  }

  /** A bucket comes: goes on as what it was, or begins anew. */
  Incoming open(String bucket, String definition, Incoming.Mode mode) {
    Incoming known = buckets.get(bucket);
    Incoming incoming =
        known != null && known.mode() == mode && mode != Incoming.Mode.PATCH
            ? known
            : new Incoming(definition, mode);
    buckets.put(bucket, incoming);
    incoming.opened();
    return incoming;
  }

  /** What came of a bucket is not right. */
  void discard(String bucket) {
    buckets.remove(bucket);
  }

  Map<String, Incoming> buckets() {
    return buckets;
  }

  /** What the server is told of it; null if no stream has begun. */
  @Nullable StagingState state() {
    Map<String, StagedBucket> told = new TreeMap<>();
    buckets.forEach((name, bucket) -> bucket.progress().ifPresent(is -> told.put(name, is)));
    return checkpoint == null ? null : new StagingState(checkpoint, order, told);
  }

  void clear() {
    buckets.clear();
    checkpoint = null;
    order = null;
  }
}
