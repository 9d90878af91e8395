package dev.holdfast.it.server;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.kernel.wire.SyncRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One bucket on its way to a {@link DeviceCopy}. */
final class StagedBucket {
  private final String definition;
  private final boolean full;
  private final Map<String, @Nullable String> rows = new TreeMap<>();
  private @Nullable String position;
  private @Nullable BucketSum expected;

  StagedBucket(String definition, boolean full) {
    this.definition = definition;
    this.full = full;
  }

  String definition() {
    return definition;
  }

  boolean goesOn(String wanted, boolean asFull) {
    return definition.equals(wanted) && full == asFull;
  }

  /** Stores a line; a row that is null is gone. */
  void line(String transaction, String key, @Nullable String row) {
    rows.put(key, row);
    position = transaction + "\t" + key;
    expected = null;
  }

  void reopen() {
    expected = null;
  }

  void finished(long count, long sum) {
    expected = new BucketSum(count, sum);
  }

  SyncRequest.StagedBucket progress() {
    return new SyncRequest.StagedBucket(definition, full, position, expected != null, null);
  }

  /** The bucket's rows after the switch, compared with the digest that the server gave. */
  Map<String, String> switched(Map<String, String> before) {
    Map<String, String> after = full ? new TreeMap<>() : new TreeMap<>(before);
    rows.forEach(
        (key, row) -> {
          if (row == null) {
            after.remove(key);
          } else {
            after.put(key, row);
          }
        });
    BucketSum sum = BucketSum.EMPTY;
    for (Map.Entry<String, String> row : after.entrySet()) {
      sum = sum.plus(RowHash.of(row.getKey(), row.getValue()));
    }
    if (!sum.equals(expected)) {
      throw new AssertionError("digest of the rows is " + sum + ", the server's " + expected);
    }
    return after;
  }
}
