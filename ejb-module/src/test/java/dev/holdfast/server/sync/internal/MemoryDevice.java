package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.digest.RowHash;
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
import dev.holdfast.kernel.wire.SyncStreamReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
  private final Map<String, Staged> staged = new TreeMap<>();
  private @Nullable String checkpoint;
  private @Nullable String stagingCheckpoint;
  private @Nullable UUID stagingOrder;
  private @Nullable SyncHeader header;
  private final List<String> encodings;
  private final Set<String> suspects = new TreeSet<>();

  MemoryDevice() {
    this(List.of());
  }

  /** Takes segments in these encodings. */
  MemoryDevice(List<String> encodings) {
    this.encodings = encodings;
  }

  /** What is received of one bucket. */
  private static final class Staged {
    static final int NONE = -1;
    final String definition;
    final Coming coming;
    final Set<Integer> ranges = new HashSet<>();
    int bits;
    int range = NONE;
    boolean patched;
    final Map<String, @Nullable String> lines = new HashMap<>();
    @Nullable String transaction;
    @Nullable String key;
    boolean complete;
    @Nullable BucketSum sum;
    @Nullable String segments;
    final List<SegmentRef> outstanding = new ArrayList<>();

    Staged(String definition, Coming coming) {
      this.definition = definition;
      this.coming = coming;
    }

    boolean full() {
      return coming == Coming.FULL;
    }

    /** Whether something of a patch lacks yet. */
    boolean isPatching() {
      return coming == Coming.PATCH && !patched;
    }

    /** Another range comes, with all its rows. */
    void begin(SyncLine.Range next) {
      end();
      bits = next.bits();
      range = next.index();
      ranges.remove(range);
      lines.keySet().removeIf(row -> KeyRanges.of(row, bits) == range);
    }

    /** The range has come. */
    void end() {
      if (range != NONE) {
        ranges.add(range);
      }
      range = NONE;
    }

    /** The range has not come. */
    void cut() {
      if (range != NONE) {
        lines.keySet().removeIf(row -> KeyRanges.of(row, bits) == range);
      }
      range = NONE;
    }

    /** A bucket's rows with what was received of it. */
    Map<String, String> appliedTo(Map<String, String> before) {
      Map<String, String> now = full() ? new HashMap<>() : new HashMap<>(before);
      now.keySet().removeIf(row -> ranges.contains(KeyRanges.of(row, bits)));
      lines.forEach(
          (row, content) -> {
            if (content == null) {
              now.remove(row);
            } else {
              now.put(row, content);
            }
          });
      return now;
    }

    void at(String xid, String lineKey) {
      if (transaction == null || Long.parseLong(xid) >= Long.parseLong(transaction)) {
        transaction = xid;
        key = lineKey;
      }
    }
  }

  SyncRequest request() {
    SyncRequest.Staging left = null;
    if (stagingCheckpoint != null) {
      Map<String, StagedBucket> progress = new HashMap<>();
      staged.forEach(
          (name, s) -> {
            if (s.outstanding.isEmpty() && !s.isPatching()) {
              progress.put(
                  name,
                  new StagedBucket(
                      s.definition,
                      s.full(),
                      s.key == null ? null : s.transaction + "\t" + s.key,
                      s.complete || s.patched,
                      s.segments));
            }
          });
      left = new SyncRequest.Staging(stagingCheckpoint, stagingOrder, progress);
    }
    Map<String, String> held = new HashMap<>(definitions);
    held.keySet().removeAll(suspects);
    Map<String, Compared> compare = new HashMap<>();
    for (String name : suspects) {
      Staged patch = staged.get(name);
      if (patch == null || patch.isPatching()) {
        Map<String, String> bucket = Objects.requireNonNull(rows.get(name));
        List<RangeSum> ranges =
            patch == null || patch.ranges.isEmpty()
                ? ranges(bucket, bits(bucket))
                : ranges(patch.appliedTo(bucket), patch.bits);
        compare.put(name, new Compared(Objects.requireNonNull(definitions.get(name)), ranges));
      }
    }
    return new SyncRequest(SyncHeader.PROTOCOL, checkpoint, Map.copyOf(held), left, 0, encodings)
        .comparing(compare);
  }

  /** Ranges of a few rows, so that little data has many. */
  static int bits(Map<String, String> bucket) {
    return KeyRanges.bits(bucket.size() * 16L, KeyRanges.MOST_BITS);
  }

  private static List<RangeSum> ranges(Map<String, String> bucket, int bits) {
    List<RangeSum> ranges = new ArrayList<>(Collections.nCopies(1 << bits, RangeSum.EMPTY));
    bucket.forEach(
        (key, row) -> {
          int range = KeyRanges.of(key, bits);
          ranges.set(range, ranges.get(range).plus(RowHash.of(key, row)));
        });
    return ranges;
  }

  /** Changes, removes and adds rows of a held bucket, and finds it damaged. */
  void damage(Random random) {
    List<String> names = List.copyOf(rows.keySet());
    if (names.isEmpty()) {
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    Map<String, String> bucket = Objects.requireNonNull(rows.get(name));
    for (String key : List.copyOf(bucket.keySet())) {
      switch (random.nextInt(10)) {
        case 0 -> bucket.remove(key);
        case 1 -> bucket.computeIfPresent(key, (k, row) -> row + ' ');
        case 2 -> bucket.put("[\"Z" + random.nextInt(100) + "\"]", "[]");
        default -> {}
      }
    }
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
    boolean later = false;
    Staged bucket = null;
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
            bucket.at(transaction, put.key());
          }
          lines++;
        } else if (line instanceof SyncLine.Delete delete && bucket != null) {
          bucket.lines.put(delete.key(), null);
          bucket.at(transaction, delete.key());
          lines++;
        } else if (line instanceof SyncLine.Segments segments && segments.segments().isEmpty()) {
          staged.values().remove(bucket);
          later = true;
        } else if (line instanceof SyncLine.Segments segments && bucket != null) {
          bucket.segments = segments.checkpoint();
          bucket.outstanding.addAll(segments.segments());
        } else if (line instanceof SyncLine.Finished finished && bucket != null) {
          bucket.end();
          bucket.complete = true;
          bucket.patched = bucket.coming == Coming.PATCH;
          bucket.sum = new BucketSum(finished.rows(), finished.sum());
          suspectWhatDiffers(bucket);
        } else if (line instanceof SyncLine.Range range && bucket != null) {
          bucket.begin(range);
        } else if (line instanceof SyncLine.End end
            && !later
            && outstanding().isEmpty()
            && nothingLeft()) {
          apply(end.checkpoint());
        }
      }
    } catch (CutStreamException e) {
      staged.values().forEach(Staged::cut);
      assertThat(isWhole(stream)).as("a stream with its last line is not cut").isFalse();
    }
    return lines;
  }

  /** A patch without ranges says what the bucket's digest is, for the device to compare. */
  private void suspectWhatDiffers(Staged bucket) {
    if (bucket.coming == Coming.PATCH && bucket.ranges.isEmpty()) {
      staged.entrySet().stream()
          .filter(s -> s.getValue() == bucket)
          .map(Map.Entry::getKey)
          .filter(name -> !digest(Objects.requireNonNull(rows.get(name))).equals(bucket.sum))
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
        .filter(name -> !isStalled(name))
        .allMatch(staged::containsKey);
  }

  private boolean isStalled(String name) {
    List<String> stalled = header().stalled();
    return stalled != null && stalled.contains(name.substring(0, name.indexOf('[')));
  }

  /** Ids of the segments to be fetched. */
  List<String> outstanding() {
    return staged.values().stream()
        .flatMap(s -> s.outstanding.stream())
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
    if (!first.resumed()) {
      staged.values().removeIf(s -> !s.isPatching());
      stagingCheckpoint = first.checkpoint();
      stagingOrder = first.order();
    }
    staged
        .entrySet()
        .removeIf(s -> !s.getValue().definition.equals(first.buckets().get(s.getKey())));
  }

  private Staged bucket(SyncLine.Bucket line) {
    Staged known = staged.get(line.bucket());
    if (known == null
        || line.patch() != known.isPatching()
        || known.full() != line.full()
        || !known.outstanding.isEmpty()) {
      String definition = Objects.requireNonNull(header().buckets().get(line.bucket()));
      known = new Staged(definition, line.coming());
      staged.put(line.bucket(), known);
    }
    known.complete = false;
    return known;
  }

  private void apply(String reached) {
    SyncHeader last = header();
    assertThat(reached).isEqualTo(last.checkpoint());
    staged.forEach(
        (name, s) -> {
          assertThat(s.complete).as("%s is complete", name).isTrue();
          Map<String, String> now = s.appliedTo(rows.getOrDefault(name, Map.of()));
          rows.put(name, now);
          assertThat(digest(now)).as(name).isEqualTo(s.sum);
        });
    rows.keySet().retainAll(last.buckets().keySet());
    assertThat(rows.keySet()).isEqualTo(last.buckets().keySet());
    definitions.clear();
    definitions.putAll(last.buckets());
    staged.clear();
    suspects.clear();
    stagingCheckpoint = null;
    checkpoint = reached;
  }

  private static BucketSum digest(Map<String, String> bucket) {
    BucketSum sum = BucketSum.EMPTY;
    for (Map.Entry<String, String> row : bucket.entrySet()) {
      sum = sum.plus(RowHash.of(row.getKey(), row.getValue()));
    }
    return sum;
  }
}
