package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Compared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Buckets that are not what the server has: first compared by ranges, then asked for whole. */
final class Healing {
  private static final int ROWS_OF_A_RANGE = 64;
  private static final int MOST_BITS = 12;

  private final Store store;
  private final Set<String> byRanges = new TreeSet<>();
  private final Set<String> whole = new TreeSet<>();
  private final Set<String> told = new TreeSet<>();

  Healing(Store store) {
    this.store = store;
  }

  /**
   * A stream has come to its end.
   *
   * @throws IOException if a bucket that came whole is not right either
   */
  void after(Reception stream) throws IOException {
    Map<String, Incoming.Mode> wrong = stream.mismatches();
    Set<String> compared = new TreeSet<>(byRanges);
    byRanges.clear();
    for (Map.Entry<String, Incoming.Mode> one : wrong.entrySet()) {
      String bucket = one.getKey();
      if (whole.contains(bucket)) {
        throw new IOException(bucket + " is not what the server has, however it comes");
      }
      boolean wasAsked = compared.contains(bucket) || one.getValue() != Incoming.Mode.PATCH;
      if (wasAsked) {
        told.add(bucket);
      }
      if (compared.contains(bucket) || !store.definitions().containsKey(bucket)) {
        whole.add(bucket);
      } else {
        byRanges.add(bucket);
      }
    }
    whole.retainAll(wrong.keySet());
  }

  /** All is right, and was told. */
  void done() {
    told.clear();
  }

  boolean isNeeded() {
    return !byRanges.isEmpty() || !whole.isEmpty();
  }

  /** Buckets that are to be told to the server as healed. */
  Collection<String> told() {
    return Collections.unmodifiableSet(told);
  }

  /** What the device says that it holds, without what it does not trust. */
  Map<String, String> trusted() {
    Map<String, String> trusted = store.definitions();
    trusted.keySet().removeAll(byRanges);
    trusted.keySet().removeAll(whole);
    return trusted;
  }

  /** What has to come whole for its digest's sake comes as lines. */
  List<String> segments() {
    return whole.isEmpty() ? List.of("gzip") : List.of();
  }

  /** Digests of the ranges of what is to be compared, made anew. */
  Map<String, Compared> compared() {
    Map<String, Compared> compared = new TreeMap<>();
    Map<String, String> definitions = store.definitions();
    for (String bucket : byRanges) {
      String definition = definitions.getOrDefault(bucket, "");
      compared.put(bucket, new Compared(definition, ranges(store.held(bucket, definition))));
    }
    return compared;
  }

  private static List<List<Long>> ranges(Map<String, String> rows) {
    int bits = 0;
    while (bits < MOST_BITS && rows.size() >> bits > ROWS_OF_A_RANGE) {
      bits++;
    }
    List<Digest> digests = new ArrayList<>(Collections.nCopies(1 << bits, Digest.EMPTY));
    for (Map.Entry<String, String> row : rows.entrySet()) {
      int range = Digest.range(row.getKey(), bits);
      digests.set(range, digests.get(range).plus(row.getKey(), row.getValue()));
    }
    return digests.stream().map(digest -> List.of(digest.rows(), digest.sum())).toList();
  }
}
