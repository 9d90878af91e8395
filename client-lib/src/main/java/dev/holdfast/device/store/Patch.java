package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SyncLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket that comes by ranges: in those that the server names, what is held and does not come
 * again goes. It is staged as a delta to the held rows. Not for use by several threads.
 */
final class Patch {
  private final Held held;
  private final Optional<Comparison> asked;
  private final Set<Integer> named = new HashSet<>();

  Patch(Held held, Optional<Comparison> asked) {
    this.held = held;
    this.asked = asked;
  }

  /** Whether the device has asked for it, not the server for the device to compare digests. */
  boolean wasAsked() {
    return asked.isPresent();
  }

  /** The server names a range. */
  void range(SyncLine.Range line) {
    if (asked.isEmpty() || asked.get().bits() != line.bits()) {
      throw new SyncFailedException(
          "The server sent a range of bucket " + held.name() + " that was not asked for.", null);
    }
    named.add(line.index());
  }

  /** Everything has come: buries what has not, and says what the held rows count for. */
  Staged close(Connection connection, Unit unit, Staged bucket) throws SQLException {
    return asked.isPresent()
        ? bucket.on(base(connection, unit, bucket.generation(), asked.get()))
        : bucket;
  }

  private BucketSum base(Connection connection, Unit unit, long staged, Comparison comparison)
      throws SQLException {
    BucketSum outside = comparison.outside(named);
    if (named.isEmpty()) {
      return outside;
    }
    bury(connection, unit, staged, comparison.bits());
    return outside.plus(Digests.replaced(connection, unit, held.generation(), staged));
  }

  /** One pass over the held keys, none of which is kept in memory. */
  private void bury(Connection connection, Unit unit, long staged, int bits) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT _key FROM " + unit.table() + " WHERE _gen = ?");
        PreparedStatement bury =
            connection.prepareStatement(
                ("INSERT OR IGNORE INTO hf_tombstone (generation, key) SELECT ?1, ?2"
                        + " WHERE NOT EXISTS (SELECT 1 FROM %s WHERE _gen = ?1 AND _key = ?2)")
                    .formatted(unit.table()))) {
      select.setLong(1, held.generation());
      bury.setLong(1, staged);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String key = rows.getString(1);
          if (named.contains(KeyRanges.of(key, bits))) {
            bury.setString(2, key);
            bury.executeUpdate();
          }
        }
      }
    }
  }
}
