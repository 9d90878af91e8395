package dev.holdfast.device.peer;

import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines that came again although the device has stored them, over all streams of a sync. A device
 * that is killed may not have stored what came, so it is of no use there.
 */
final class Repeats {
  private final Map<String, Set<String>> stored = new HashMap<>();
  private final List<String> found = new ArrayList<>();

  /** What came twice: bucket, transaction and key. */
  List<String> found() {
    return found;
  }

  /** A stream that a request was answered with, up to where it was cut. */
  void stream(SyncRequest request, byte[] delivered) {
    String bucket = "";
    String transaction = "";
    boolean counts = false;
    SyncStreamReader reader = new SyncStreamReader(new ByteArrayInputStream(delivered));
    try {
      for (Optional<SyncLine> next = reader.next(); next.isPresent(); next = reader.next()) {
        SyncLine line = next.get();
        if (line instanceof SyncLine.Header first) {
          begin(request, first.header());
        } else if (line instanceof SyncLine.Bucket named) {
          bucket = named.bucket();
          counts = !named.patch();
          StagedBucket staged = staged(request, bucket);
          if (staged == null || staged.full() != named.full()) {
            stored.remove(bucket);
          }
        } else if (line instanceof SyncLine.Transaction began) {
          transaction = began.transaction();
        } else if (line instanceof SyncLine.Put put && counts) {
          add(bucket, transaction + '\t' + put.key());
        } else if (line instanceof SyncLine.Delete gone) {
          add(bucket, transaction + '\t' + gone.key());
        }
      }
    } catch (IOException e) {
      // Cut here: a line that is not whole was not stored.
      stored.values().removeIf(Set::isEmpty);
    }
  }

  private void begin(SyncRequest request, SyncHeader header) {
    stored
        .keySet()
        .removeIf(
            name -> {
              StagedBucket staged = header.resumed() ? staged(request, name) : null;
              return staged == null || !staged.definition().equals(header.buckets().get(name));
            });
  }

  private static @Nullable StagedBucket staged(SyncRequest request, String bucket) {
    return request.staging() == null
        ? null
        : Objects.requireNonNull(request.staging()).buckets().get(bucket);
  }

  private void add(String bucket, String line) {
    if (!stored.computeIfAbsent(bucket, name -> new HashSet<>()).add(line)) {
      found.add(bucket + ' ' + line);
    }
  }
}
