package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons that one sync asks for. What is held changes only with the switch that ends the
 * sync, so each bucket is read once; what is stored of a patch counts in its place, so that it is
 * not sent again. Not for use by several threads.
 */
public final class Comparisons {
  /** Ranges in one request, over all buckets, as a power of two. */
  private static final int MOST_BITS = 15;

  private final Map<String, Comparison> held = new HashMap<>();
  private final Map<String, Comparison> asked = new HashMap<>();

  /** The comparison that was asked for, empty if none was. */
  Optional<Comparison> of(String bucket) {
    return Optional.ofNullable(asked.get(bucket));
  }

  /**
   * Compares held buckets.
   *
   * @param staged what has come of buckets
   */
  Map<String, Compared> compare(
      Connection connection, Collection<Held> buckets, Map<String, Staged> staged)
      throws SQLException {
    asked.clear();
    int most =
        Math.max(0, MOST_BITS - (Integer.SIZE - Integer.numberOfLeadingZeros(buckets.size())));
    for (Held bucket : buckets) {
      asked.put(bucket.name(), compare(connection, bucket, staged.get(bucket.name()), most));
    }
    Map<String, Compared> request = new HashMap<>();
    asked.forEach((name, comparison) -> request.put(name, comparison.asked()));
    return request;
  }

  private Comparison compare(
      Connection connection, Held bucket, @Nullable Staged staged, int mostBits)
      throws SQLException {
    Patched patched = staged != null && staged.isPatching() ? staged.patched() : null;
    Comparison known = held.get(bucket.name());
    if (known == null || patched != null && patched.bits() != known.bits()) {
      int bits =
          patched != null
              ? patched.bits()
              : KeyRanges.bits(bucket.sum().rows(), Math.min(KeyRanges.MOST_BITS, mostBits));
      known = Comparison.of(connection, bucket, bits);
      held.put(bucket.name(), known);
    }
    return patched == null || staged == null ? known : known.with(connection, staged, patched);
  }
}
