package dev.holdfast.server.sync.internal;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import dev.holdfast.kernel.wire.SyncLine.Coming;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  void at(String xid, String lineKey) {
    if (transaction == null || Long.parseLong(xid) >= Long.parseLong(transaction)) {
      transaction = xid;
      key = lineKey;
    }
  }

  /** As a request says it. */
  StagedBucket progress() {
    return new StagedBucket(
        definition,
        full(),
        key == null ? null : transaction + "\t" + key,
        complete || patched,
        segments);
  }
}
