package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncLine.Coming;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is received of one bucket. */
final class ReceivedBucket {
  private static final int NONE = -1;

  final String definition;
  final Coming coming;
  final Set<Integer> ranges = new HashSet<>();
  int bits;
  private int range = NONE;
  boolean patched;
  final Map<String, @Nullable String> lines = new HashMap<>();
  @Nullable String transaction;
  @Nullable String key;
  boolean complete;
  @Nullable BucketSum sum;
  @Nullable String segments;
  final List<SegmentRef> outstanding = new ArrayList<>();

  /** Where the stream led to that the last line came in. */
  @Nullable String stream;

  /** What was cut below the position: of what a stream did not see, all up to a position. */
  private final Deque<Cut> late = new ArrayDeque<>();

  /** Every line that came, but for those of a patch. */
  private final Set<String> stored = new HashSet<>();

  private record Cut(@Nullable String stream, String transaction, String key) {}

  ReceivedBucket(String definition, Coming coming) {
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

  /** A line of a stream has come: for the first time. */
  void at(String target, String xid, String lineKey) {
    assertThat(stored.add(xid + "\t" + lineKey))
        .as("%s of transaction %s comes again", lineKey, xid)
        .isTrue();
    if (!patched && (transaction == null || Long.parseLong(xid) >= Long.parseLong(transaction))) {
      transaction = xid;
      key = lineKey;
      late.clear();
    } else {
      String unseen = target.equals(stream) && !late.isEmpty() ? late.removeLast().stream : stream;
      while (!late.isEmpty() && Long.parseLong(xid) >= Long.parseLong(late.getLast().transaction)) {
        unseen = late.removeLast().stream;
      }
      late.add(new Cut(unseen, xid, lineKey));
    }
    stream = target;
  }

  /** All that a stream has of it has come. */
  void finish(String target) {
    end();
    complete = true;
    patched |= coming == Coming.PATCH;
    late.clear();
    stream = target;
  }

  /** Where the streams led to that it has lines of. */
  Stream<String> streams() {
    return Stream.concat(Stream.ofNullable(stream), late.stream().map(Cut::stream))
        .filter(Objects::nonNull);
  }

  /**
   * As a request says it.
   *
   * @param targets where the streams led to, in their order
   */
  StagedBucket progress(List<String> targets) {
    return new StagedBucket(
        definition,
        full(),
        key == null ? null : transaction + "\t" + key,
        complete || patched,
        segments,
        stream == null ? null : targets.indexOf(stream),
        late.stream()
            .map(c -> new Late(targets.indexOf(c.stream), c.transaction + "\t" + c.key))
            .toList());
  }
}
