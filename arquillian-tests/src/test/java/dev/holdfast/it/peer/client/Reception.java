package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.SyncHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One stream on its way into the staging. */
final class Reception {
  private static final int KIND = 0;
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private final Store store;
  private final Map<String, Incoming.Mode> mismatches = new TreeMap<>();
  private final Set<String> beingMade = new TreeSet<>();
  private @Nullable SyncHeader header;
  private String bucket = "";
  private @Nullable Incoming incoming;
  private String transaction = "";
  private long rows;
  private long bytes;

  Reception(Store store) {
    this.store = store;
  }

  /**
   * Receives it to its end.
   *
   * @throws IOException if it was cut; what came is staged
   */
  void of(InputStream stream) throws IOException {
    try (Lines lines = new Lines(stream)) {
      boolean ended = false;
      while (!ended) {
        List<String> line = lines.next().orElseThrow(() -> new EOFException("the stream was cut"));
        ended = take(line);
        bytes = lines.bytes();
      }
    }
  }

  SyncHeader header() {
    return Objects.requireNonNull(header, "the stream has no header");
  }

  /** Buckets whose digests were not the server's, and how they came; that is discarded. */
  Map<String, Incoming.Mode> mismatches() {
    return mismatches;
  }

  /** Buckets whose segments are being made. */
  Set<String> beingMade() {
    return beingMade;
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  /** Takes a line; true after the last one. */
  private boolean take(List<String> line) throws IOException {
    switch (line.get(KIND)) {
      case "H" -> begin(Json.read(line.get(FIRST), SyncHeader.class));
      case "B" -> open(text(line.get(FIRST)), line.get(SECOND));
      case "R" -> range(Integer.parseInt(line.get(FIRST)), Integer.parseInt(line.get(SECOND)));
      case "T" -> transaction = text(line.get(FIRST));
      case "P" -> row(line.get(FIRST), Optional.of(line.get(SECOND)));
      case "D" -> row(line.get(FIRST), Optional.empty());
      case "S" -> segments(text(line.get(FIRST)), SegmentRef.all(line.get(SECOND)));
      case "F" -> end(new Digest(number(line.get(FIRST)), number(line.get(SECOND))));
      case "E" -> {
        return true;
      }
      default -> throw new IOException("a line of a kind that is not known: " + line.get(KIND));
    }
    return false;
  }

  private void begin(SyncHeader first) {
    header = first;
    store.staging().begin(first);
  }

  private void open(String name, String mode) {
    bucket = name;
    transaction = "";
    incoming =
        store
            .staging()
            .open(name, definition(), Incoming.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  private void range(int range, int bits) {
    incoming().range(range, bits, store.held(bucket, definition()));
  }

  private void row(String key, Optional<String> row) {
    incoming().line(transaction, key, row);
    rows++;
  }

  private void segments(String checkpoint, List<SegmentRef> named) {
    incoming().inSegments(checkpoint, named);
    if (named.isEmpty()) {
      beingMade.add(bucket);
    }
  }

  private void end(Digest expected) {
    Incoming.Mode mode = incoming().mode();
    incoming().ended();
    if (!Digest.of(incoming().over(store.held(bucket, definition()))).equals(expected)) {
      mismatches.put(bucket, mode);
      store.staging().discard(bucket);
    }
  }

  private String definition() {
    return Objects.requireNonNull(header().buckets().get(bucket), bucket);
  }

  private Incoming incoming() {
    return Objects.requireNonNull(incoming, "a line before the first bucket");
  }

  private static String text(String json) throws IOException {
    return Json.read(json, String.class);
  }

  private static long number(String json) {
    return Long.parseLong(json);
  }
}
