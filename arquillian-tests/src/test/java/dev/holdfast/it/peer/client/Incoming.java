package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.StagedBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bucket on its way: what came of it so far. Goes on after a cut, and is seen by nobody before
 * the switch.
 */
final class Incoming {
  /** How a bucket comes. */
  enum Mode {
    FULL,
    DELTA,
    PATCH
  }

  private final String definition;
  private Mode mode;
  private final Map<String, Optional<String>> lines = new TreeMap<>();
  private final Map<String, Map<String, String>> segments = new HashMap<>();
  private List<SegmentRef> named = List.of();
  private @Nullable String segmentsAt;
  private @Nullable String position;
  private boolean unnamed;
  private boolean patched;
  private boolean complete;

  Incoming(String definition, Mode mode) {
    this.definition = definition;
    this.mode = mode;
  }

  String definition() {
    return definition;
  }

  Mode mode() {
    return mode;
  }

  boolean isComplete() {
    return complete;
  }

  /** It comes (again): what is there stays, if the next line does not say otherwise. */
  void opened() {
    unnamed = mode == Mode.FULL && progress().isEmpty();
    complete = false;
  }

  /** Its rows are in these segments; rows of others go. None: they are being made. */
  void inSegments(String checkpoint, List<SegmentRef> present) {
    unnamed = false;
    segmentsAt = checkpoint;
    named = present;
    lines.clear();
    if (!present.isEmpty()) {
      segments.keySet().retainAll(present.stream().map(SegmentRef::id).toList());
    }
  }

  List<SegmentRef> missing() {
    return named.stream().filter(segment -> !segments.containsKey(segment.id())).toList();
  }

  void segment(String id, Map<String, String> rows) {
    segments.put(id, rows);
  }

  /** The row is as given, or not there any more. */
  void line(String transaction, String key, Optional<String> row) {
    beginWithLines();
    lines.put(key, row);
    position = transaction + "\t" + key;
  }

  /** Of this range of keys, only the lines that follow are there. */
  void range(int range, int bits, Map<String, String> held) {
    for (String key : held.keySet()) {
      if (Digest.range(key, bits) == range) {
        lines.put(key, Optional.empty());
      }
    }
  }

  /** All of it is there. A patch is from now on like a delta of which everything has come. */
  void ended() {
    beginWithLines();
    complete = true;
    if (mode == Mode.PATCH) {
      mode = Mode.DELTA;
      patched = true;
    }
  }

  /** Lines came in place of the segments that were waited for: it begins anew. */
  private void beginWithLines() {
    if (unnamed) {
      unnamed = false;
      named = List.of();
      segments.clear();
      segmentsAt = null;
      lines.clear();
    }
  }

  /** What it will be, over the rows that are held of it now. */
  Map<String, String> over(Map<String, String> held) {
    Map<String, String> rows = new TreeMap<>(mode == Mode.FULL ? Map.of() : held);
    named.forEach(segment -> rows.putAll(segments.getOrDefault(segment.id(), Map.of())));
    lines.forEach(
        (key, row) -> row.ifPresentOrElse(is -> rows.put(key, is), () -> rows.remove(key)));
    return rows;
  }

  /**
   * What the server is told of it; empty if it is not to be told: while segments lack, and of a
   * patch that was cut, which is asked for by its ranges again.
   */
  Optional<StagedBucket> progress() {
    if (mode == Mode.PATCH || !missing().isEmpty()) {
      return Optional.empty();
    }
    boolean begun = position != null || complete || patched || !named.isEmpty();
    StagedBucket told =
        patched
            ? new StagedBucket(definition, false, null, true, null)
            : new StagedBucket(definition, mode == Mode.FULL, position, complete, segmentsAt);
    return begun ? Optional.of(told) : Optional.empty();
  }
}
