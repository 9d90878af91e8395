package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.snapshot.BucketKey;
import dev.holdfast.kernel.snapshot.SnapshotReader;
import dev.holdfast.kernel.wire.CutStreamException;
import dev.holdfast.kernel.wire.RangeSum;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncLine.Coming;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import dev.holdfast.kernel.wire.SyncRequest.Take;
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device as the protocol describes it, with maps for a store. */
final class MemoryDevice {
  private final Map<String, Map<String, String>> rows = new TreeMap<>();
  private final Map<String, String> definitions = new TreeMap<>();
  private final Map<String, ReceivedBucket> staged = new TreeMap<>();
  private @Nullable String checkpoint;
  private @Nullable String stagingCheckpoint;
  private @Nullable UUID stagingOrder;
  private final List<String> streams = new ArrayList<>();
  private @Nullable SyncHeader header;
  private final List<String> encodings;
  private final Set<String> suspects = new TreeSet<>();
  private final Set<String> later = new TreeSet<>();
  private @Nullable SnapshotReader file;
  private @Nullable Priority upTo;
  private boolean downloads = true;
  private boolean waits;

  MemoryDevice() {
    this(List.of());
  }

  /** Takes segments in these encodings. */
  MemoryDevice(List<String> encodings) {
    this.encodings = encodings;
  }

  /** Takes from a snapshot file what the server says to be there. */
  void take(SnapshotReader snapshot) {
    file = snapshot;
  }

  /**
   * Takes no more from now on than this.
   *
   * @param most up to which priority, null for everything
   * @param large whether what is large comes whole
   */
  void take(@Nullable Priority most, boolean large) {
    upTo = most;
    downloads = large;
  }

  /** Whether the last stream told it to stay where it is. */
  boolean waits() {
    return waits;
  }

  /** What comes later, as it was told. */
  Set<String> later() {
    return later;
  }

  SyncRequest request() {
    SyncRequest.Staging left = null;
    if (stagingCheckpoint != null) {
      Map<String, StagedBucket> progress = new HashMap<>();
      List<String> used = new ArrayList<>(List.of(stagingCheckpoint));
      streams.stream()
          .filter(
              target ->
                  staged.values().stream()
                      .flatMap(ReceivedBucket::streams)
                      .anyMatch(target::equals))
          .forEach(used::add);
      staged.forEach(
          (name, s) -> {
            if (s.outstanding.isEmpty() && !s.isPatching()) {
              progress.put(name, s.progress(used));
            }
          });
      left =
          new SyncRequest.Staging(
              stagingCheckpoint, stagingOrder, progress, used.subList(1, used.size()));
    }
    Map<String, String> held = new HashMap<>(definitions);
    held.keySet().removeAll(suspects);
    Map<String, Compared> compare = new HashMap<>();
    for (String name : suspects) {
      ReceivedBucket patch = staged.get(name);
      if (patch == null || patch.isPatching()) {
        Map<String, String> bucket = Objects.requireNonNull(rows.get(name));
        List<RangeSum> ranges =
            patch == null || patch.ranges.isEmpty()
                ? RowSums.ranges(bucket, RowSums.bits(bucket))
                : RowSums.ranges(patch.appliedTo(bucket), patch.bits);
        compare.put(name, new Compared(Objects.requireNonNull(definitions.get(name)), ranges));
      }
    }
    SyncRequest request =
        new SyncRequest(SyncHeader.PROTOCOL, checkpoint, Map.copyOf(held), left, 0, encodings)
            .comparing(compare)
            .taking(upTo == null ? null : new Take(upTo, downloads, List.copyOf(later)));
    return file == null ? request : request.offering(file.offer());
  }

  /** Changes, removes and adds rows of a held bucket, and finds it damaged. */
  void damage(Random random) {
    List<String> names = List.copyOf(rows.keySet());
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    Map<String, String> bucket = Objects.requireNonNull(rows.get(name));
    RowSums.damage(bucket, random);
    suspect(name);
  }

  /** Finds a bucket damaged; what was received to be added to it is of no use. */
  void suspect(String bucket) {
    suspects.add(bucket);
    staged.computeIfPresent(bucket, (name, s) -> s.full() ? s : null);
  }

  /**
   * Takes a stream, whole or cut.
   *
   * @return lines with rows or deletions
   */
  int receive(byte[] stream) throws IOException {
    SyncStreamReader reader = new SyncStreamReader(new ByteArrayInputStream(stream));
    int lines = 0;
    boolean others = false;
    ReceivedBucket bucket = null;
    String transaction = "";
    try {
      for (Optional<SyncLine> next = reader.next(); next.isPresent(); next = reader.next()) {
        SyncLine line = next.get();
        if (line instanceof SyncLine.Header first) {
          begin(first.header());
        } else if (line instanceof SyncLine.Bucket b) {
          bucket = bucket(b);
        } else if (line instanceof SyncLine.Transaction t) {
          transaction = t.transaction();
        } else if (line instanceof SyncLine.Put put && bucket != null) {
          bucket.lines.put(put.key(), put.row());
          if (!bucket.isPatching()) {
            bucket.at(header().checkpoint(), transaction, put.key());
          }
          lines++;
        } else if (line instanceof SyncLine.Delete delete && bucket != null) {
          bucket.lines.put(delete.key(), null);
          bucket.at(header().checkpoint(), transaction, delete.key());
          lines++;
        } else if (line instanceof SyncLine.InFile inFile && bucket != null) {
          take(bucket, inFile);
          others = true;
        } else if (line instanceof SyncLine.Segments segments && segments.segments().isEmpty()) {
          staged.values().remove(bucket);
          others = true;
        } else if (line instanceof SyncLine.Segments segments && bucket != null) {
          bucket.segments = segments.checkpoint();
          bucket.outstanding.addAll(segments.segments());
        } else if (line instanceof SyncLine.Finished finished && bucket != null) {
          bucket.finish(header().checkpoint());
          bucket.sum = new BucketSum(finished.rows(), finished.sum());
          suspectWhatDiffers(bucket);
        } else if (line instanceof SyncLine.Range range && bucket != null) {
          bucket.begin(range);
        } else if (line instanceof SyncLine.End end
            && !waits
            && !others
            && outstanding().isEmpty()
            && nothingLeft()) {
          apply(end.checkpoint());
        }
      }
    } catch (CutStreamException e) {
      staged.values().forEach(ReceivedBucket::cut);
      assertThat(isWhole(stream)).as("a stream with its last line is not cut").isFalse();
    }
    return lines;
  }

  private void take(ReceivedBucket bucket, SyncLine.InFile line) throws IOException {
    SnapshotReader snapshot = Objects.requireNonNull(file);
    bucket.segments = line.checkpoint();
    List<SegmentRef> segments = snapshot.open(BucketKey.of(line.key())).orElseThrow();
    bucket.outstanding.addAll(segments);
    for (SegmentRef segment : segments) {
      byte[] zstd = snapshot.zstd(segment.id()).orElseThrow();
      store(segment.id(), SegmentContent.decompress(zstd, segment.bytes()));
    }
  }

  /** A patch without ranges says what the bucket's digest is, for the device to compare. */
  private void suspectWhatDiffers(ReceivedBucket bucket) {
    if (bucket.coming == Coming.PATCH && bucket.ranges.isEmpty()) {
      staged.entrySet().stream()
          .filter(s -> s.getValue() == bucket)
          .map(Map.Entry::getKey)
          .filter(
              name -> !RowSums.digest(Objects.requireNonNull(rows.get(name))).equals(bucket.sum))
          .toList()
          .forEach(
              name -> {
                suspects.add(name);
                staged.remove(name);
              });
    }
  }

  private boolean nothingLeft() {
    return suspects.stream()
        .filter(name -> header().buckets().containsKey(name))
        .filter(name -> !isStalled(name) && !comesLater(name))
        .allMatch(staged::containsKey);
  }

  private boolean isStalled(String name) {
    List<String> stalled = header().stalled();
    return stalled != null && stalled.contains(name.substring(0, name.indexOf('[')));
  }

  /** Ids of the segments to be fetched. */
  List<String> outstanding() {
    return staged.entrySet().stream()
        .filter(s -> !comesLater(s.getKey()))
        .flatMap(s -> s.getValue().outstanding.stream())
        .map(SegmentRef::id)
        .toList();
  }

  /** Stores a segment, after it was found to be the one that was asked for. */
  void store(String id, byte[] content) {
    staged.forEach(
        (name, s) -> {
          if (s.outstanding.removeIf(segment -> segment.id().equals(id))) {
            assertThat(SegmentContent.id(s.definition, name, content)).isEqualTo(id);
            new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", 2))
                .forEach(row -> s.lines.put(row[0], row[1]));
          }
        });
  }

  /** The segment is gone: what there is of its bucket is forgotten. */
  void gone(String id) {
    staged.values().removeIf(s -> s.outstanding.stream().anyMatch(o -> o.id().equals(id)));
  }

  private static boolean isWhole(byte[] stream) {
    String text = new String(stream, StandardCharsets.UTF_8);
    return text.endsWith("\n")
        && text.startsWith("E\t", text.lastIndexOf('\n', text.length() - 2) + 1);
  }

  SyncHeader header() {
    if (header == null) {
      throw new IllegalStateException("nothing received");
    }
    return header;
  }

  Map<String, Map<String, String>> rows() {
    return rows;
  }

  private void begin(SyncHeader first) {
    header = first;
    waits = first.saysWait();
    if (waits) {
      return;
    }
    if (!first.resumed()) {
      boolean begun = stagingCheckpoint != null;
      staged.values().removeIf(s -> !s.isPatching() && (begun || s.outstanding.isEmpty()));
      stagingCheckpoint = first.checkpoint();
      stagingOrder = first.order();
      streams.clear();
    } else if (stagingCheckpoint != null) {
      streams.add(first.checkpoint());
    }
    staged
        .entrySet()
        .removeIf(
            s ->
                !s.getValue().definition.equals(first.buckets().get(s.getKey()))
                    || comesLater(s.getKey()) && s.getValue().outstanding.isEmpty());
  }

  private static List<String> laterOf(SyncHeader first) {
    List<String> named = first.later();
    return named == null ? List.of() : named;
  }

  private boolean comesLater(String name) {
    return header != null && laterOf(header).contains(name);
  }

  private ReceivedBucket bucket(SyncLine.Bucket line) {
    ReceivedBucket known = staged.get(line.bucket());
    if (known == null
        || line.patch() != known.isPatching()
        || known.full() != line.full()
        || !known.outstanding.isEmpty()) {
      String definition = Objects.requireNonNull(header().buckets().get(line.bucket()));
      known = new ReceivedBucket(definition, line.coming());
      staged.put(line.bucket(), known);
    }
    known.complete = false;
    return known;
  }

  private void apply(String reached) {
    SyncHeader last = header();
    assertThat(reached).isEqualTo(last.checkpoint());
    Map<String, ReceivedBucket> aside = new TreeMap<>(staged);
    aside.entrySet().removeIf(s -> s.getValue().outstanding.isEmpty() || !comesLater(s.getKey()));
    staged.keySet().removeAll(aside.keySet());
    Map<String, String> now = new TreeMap<>(last.buckets());
    now.keySet().removeAll(laterOf(last));
    staged.forEach(
        (name, s) -> {
          assertThat(s.complete).as("%s is complete", name).isTrue();
          Map<String, String> content = s.appliedTo(rows.getOrDefault(name, Map.of()));
          rows.put(name, content);
          assertThat(RowSums.digest(content)).as(name).isEqualTo(s.sum);
        });
    rows.keySet().retainAll(now.keySet());
    assertThat(rows.keySet()).isEqualTo(now.keySet());
    definitions.clear();
    definitions.putAll(now);
    staged.clear();
    staged.putAll(aside);
    later.clear();
    later.addAll(laterOf(last));
    suspects.clear();
    stagingCheckpoint = null;
    checkpoint = reached;
  }
}
