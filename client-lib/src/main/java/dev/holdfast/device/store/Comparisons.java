package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SyncRequest.Compared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The comparisons that one sync asks for. What is held changes only with the switch that ends the
 * sync, so each bucket is read once. Not for use by several threads.
 */
public final class Comparisons {
  /** Ranges in one request, over all buckets, as a power of two. */
  private static final int MOST_BITS = 15;

  private final Map<String, Comparison> made = new HashMap<>();

  /** The comparison that was asked for, empty if none was. */
  Optional<Comparison> of(String bucket) {
    return Optional.ofNullable(made.get(bucket));
  }

  /** Compares held buckets. */
  Map<String, Compared> compare(Connection connection, Set<String> buckets) throws SQLException {
    int most = MOST_BITS - (Integer.SIZE - Integer.numberOfLeadingZeros(buckets.size()));
    Map<String, Compared> asked = new HashMap<>();
    for (String name : buckets) {
      Optional<Held> held = Held.find(connection, name);
      if (held.isPresent()) {
        Comparison comparison = made.get(name);
        if (comparison == null) {
          comparison =
              Comparison.of(
                  connection, held.get(), Math.max(0, Math.min(KeyRanges.MOST_BITS, most)));
          made.put(name, comparison);
        }
        asked.put(name, comparison.asked());
      }
    }
    return asked;
  }
}
