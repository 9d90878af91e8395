package dev.holdfast.device.peer;

import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotHead;
import dev.holdfast.kernel.snapshot.SnapshotWriter;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Snapshot files of the peer's data, and what it says of them. */
public final class PeerSnapshots {
  private final Model model;
  private final PeerSegments segments;
  private final Map<String, Made> made = new HashMap<>();
  private final List<Long> places = new ArrayList<>();

  private record Made(UUID id, String digest, Snapshot snapshot) {}

  PeerSnapshots(Model model, PeerSegments segments) {
    this.model = model;
    this.segments = segments;
  }

  /** Writes a file with buckets, given with their definitions. */
  void write(Path file, Map<String, String> buckets) {
    UUID id = new UUID(5, made.size());
    Snapshot now = model.snapshot();
    places.clear();
    try (OutputStream out = Files.newOutputStream(file)) {
      SnapshotWriter writer =
          new SnapshotWriter(out, new SnapshotHead(id, "airfield-inspection", Instant.EPOCH));
      for (Map.Entry<String, String> bucket : buckets.entrySet()) {
        if (!model.rows(bucket.getKey()).isEmpty()) {
          writer.bucket(key(id, bucket.getKey(), bucket.getValue()));
          for (SegmentRef segment :
              segments.of(bucket.getKey(), bucket.getValue(), now).segments()) {
            places.add(writer.written());
            writer.segment(segment, segments.zstd(segment.id()));
          }
          writer.endBucket();
        }
      }
      writer.finish(
          digest -> {
            made.put(id.toString(), new Made(id, digest, now));
            return id.toString();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a segment begins in the last file, by its number from 0. */
  public long placeOf(int segment) {
    return places.get(segment);
  }

  /** Forgets the files that it has made. */
  public void forget() {
    made.clear();
  }

  /** Whether a file that is offered was made here and is as it was. */
  boolean isOwn(SyncRequest.@Nullable Offer offer) {
    return offer == null
        || made.containsKey(offer.seal())
            && Objects.requireNonNull(made.get(offer.seal())).digest().equals(offer.digest());
  }

  /** What to say of a bucket that would come whole; empty if it is not in the file. */
  Optional<SyncLine.InFile> find(
      SyncRequest.@Nullable Offer offer, String bucket, String definition) {
    if (offer == null) {
      return Optional.empty();
    }
    Made file = Objects.requireNonNull(made.get(offer.seal()));
    BucketKey key = key(file.id(), bucket, definition);
    return offer.buckets().contains(key.tag())
        ? Optional.of(new SyncLine.InFile(file.snapshot().text(), key.text()))
        : Optional.empty();
  }

  private static BucketKey key(UUID id, String bucket, String definition) {
    return new BucketKey(
        Sha256.digest()
            .digest((id + "\n" + bucket + '\n' + definition).getBytes(StandardCharsets.UTF_8)));
  }
}
