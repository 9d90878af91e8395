package dev.holdfast.device.store;

import dev.holdfast.kernel.wire.SyncRequest.Late;
import dev.holdfast.kernel.wire.SyncRequest.StagedBucket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the lines of a staged bucket are stored; the rules are in the protocol's "Resume". A
 * stream brings the lines of a bucket in their order, also those that go on from earlier streams:
 * of all that the earlier ones did not bring, all up to its last line is stored.
 *
 * @param transaction transaction of the last line in the bucket's order, null if none
 * @param key key of that line, null if none
 * @param stream number of the stream that the last of its lines came in, see {@link Begun}
 * @param late what was cut below that line, each below the one before
 */
record Place(@Nullable String transaction, @Nullable String key, int stream, List<Late> late) {
  /** No line. */
  static final Place NONE = new Place(null, null, 0, List.of());

  /** Keeps a copy. */
  Place {
    late = List.copyOf(late);
  }

  /**
   * With a further line. The position never goes back to an earlier transaction: what comes below
   * it had not committed when a stream before passed there.
   *
   * @param all whether all of the bucket had been stored without positions
   */
  Place at(String lineTransaction, String lineKey, int lineStream, boolean all) {
    boolean forward = transaction == null || !isBefore(lineTransaction, transaction);
    if (forward && !all) {
      return new Place(lineTransaction, lineKey, lineStream, List.of());
    }
    List<Late> cuts = new ArrayList<>(late);
    int unseen = stream;
    if (lineStream == stream && !cuts.isEmpty()) {
      unseen = cuts.remove(cuts.size() - 1).stream();
    }
    while (!cuts.isEmpty()
        && !isBefore(lineTransaction, transactionOf(cuts.get(cuts.size() - 1)))) {
      unseen = cuts.remove(cuts.size() - 1).stream();
    }
    if (cuts.size() == StagedBucket.MOST_LATE) {
      // As many long transactions, each begun before the other. What is not said comes again.
      return this;
    }
    cuts.add(new Late(unseen, position(lineTransaction, lineKey)));
    return new Place(
        forward ? lineTransaction : transaction, forward ? lineKey : key, lineStream, cuts);
  }

  /** Everything that a stream sees of the bucket is stored. */
  Place ended(int lastStream) {
    return new Place(transaction, key, lastStream, List.of());
  }

  /** {@code transaction id TAB key} of the last line in the bucket's order, null if none. */
  @Nullable String position() {
    return transaction == null ? null : position(transaction, key == null ? "" : key);
  }

  private static String position(String transaction, String key) {
    return transaction + '\t' + key;
  }

  private static String transactionOf(Late cut) {
    return cut.position().substring(0, cut.position().indexOf('\t'));
  }

  private static boolean isBefore(String one, String other) {
    return Long.compareUnsigned(Long.parseUnsignedLong(one), Long.parseUnsignedLong(other)) < 0;
  }
}
