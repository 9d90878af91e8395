package dev.holdfast.device.peer;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.RowHash;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The database: per bucket and key the latest row or tombstone with its transaction. */
final class Model {
  private final Map<String, Map<String, Entry>> buckets = new TreeMap<>();
  private final Set<Long> running = new HashSet<>();
  private long newest = 100;

  /** What capture knows of one key. */
  record Entry(String key, long transaction, @Nullable String row) {}

  /** Takes back everything that comes from here on, when it is run. */
  Runnable backup() {
    Map<String, Map<String, Entry>> saved = new TreeMap<>();
    buckets.forEach((bucket, entries) -> saved.put(bucket, new TreeMap<>(entries)));
    long then = newest;
    return () -> {
      buckets.clear();
      saved.forEach((bucket, entries) -> buckets.put(bucket, new TreeMap<>(entries)));
      running.clear();
      newest = then;
    };
  }

  long begin() {
    running.add(++newest);
    return newest;
  }

  void commit(long transaction) {
    running.remove(transaction);
  }

  void write(long transaction, String bucket, String key, @Nullable String row) {
    Map<String, Entry> entries = buckets.computeIfAbsent(bucket, b -> new TreeMap<>());
    Entry old = entries.get(key);
    if (row != null || old != null) {
      entries.put(key, new Entry(key, transaction, row));
    }
  }

  Snapshot snapshot() {
    return new Snapshot(newest, Set.copyOf(running));
  }

  /** Everything of a bucket in the order of the protocol. */
  List<Entry> entries(String bucket) {
    return buckets.getOrDefault(bucket, Map.of()).values().stream()
        .sorted(Comparator.comparingLong(Entry::transaction).thenComparing(Entry::key))
        .toList();
  }

  /** The rows of a bucket by key. */
  Map<String, String> rows(String bucket) {
    Map<String, String> rows = new TreeMap<>();
    for (Entry entry : entries(bucket)) {
      if (entry.row() != null) {
        rows.put(entry.key(), entry.row());
      }
    }
    return rows;
  }

  BucketSum sum(String bucket) {
    BucketSum sum = BucketSum.EMPTY;
    for (Map.Entry<String, String> row : rows(bucket).entrySet()) {
      sum = sum.plus(RowHash.of(row.getKey(), row.getValue()));
    }
    return sum;
  }
}
