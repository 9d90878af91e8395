package dev.holdfast.device.store;

import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.KeyRanges;
import dev.holdfast.kernel.wire.SyncLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that comes by ranges: in those that the server names, what is held and does not come
 * again goes. It is staged as a delta to the held rows, range by range: of one that is stored with
 * all its rows nothing has to come again when the stream is cut. Not for use by several threads.
 */
final class Patch {
  private static final int KEYS_AT_ONCE = 1000;

  private final Held held;
  private final Optional<Comparison> asked;
  private final Set<Integer> stored = new TreeSet<>();
  private @Nullable Integer open;

  Patch(Held held, Optional<Comparison> asked) {
    this.held = held;
    this.asked = asked;
  }

  /** Whether the device has asked for it, not the server for the device to compare digests. */
  boolean wasAsked() {
    return asked.isPresent();
  }

  /** Whether what is stored of a patch is a part of this one. */
  boolean continues(Staged staged) {
    Patched patched = staged.patched();
    return staged.isPatching()
        && patched != null
        && asked.isPresent()
        && asked.get().bits() == patched.bits();
  }

  /** Goes on with what is stored of it, but for the range in which it was cut. */
  void goOn(Connection connection, Unit unit, Staged staged) throws SQLException {
    Patched patched = staged.patched();
    if (patched != null) {
      stored.addAll(patched.ranges());
    }
    // What was buried at the end of an attempt may be a row again; all of it is buried once more.
    Sql.update(connection, "DELETE FROM hf_tombstone WHERE generation = ?", staged.generation());
    List<Integer> touched =
        Sql.list(
            connection,
            "SELECT DISTINCT range FROM hf_patched WHERE generation = ?",
            row -> row.getInt(1),
            staged.generation());
    touched.removeAll(stored);
    for (int range : touched) {
      clear(connection, unit, staged.generation(), range);
    }
  }

  /** The server names a range, of which everything comes (again). */
  void range(Connection connection, Unit unit, Staged bucket, SyncLine.Range line)
      throws SQLException {
    if (asked.isEmpty() || asked.get().bits() != line.bits()) {
      throw new SyncFailedException(
          "The server sent a range of bucket " + held.name() + " that was not asked for.", null);
    }
    close();
    open = line.index();
    stored.remove(line.index());
    clear(connection, unit, bucket.generation(), line.index());
  }

  /** The range of a row that comes. */
  int rangeOf(String key) {
    if (open == null || KeyRanges.of(key, asked.orElseThrow().bits()) != open) {
      throw new SyncFailedException(
          "The server sent a row of bucket " + held.name() + " outside of its range.", null);
    }
    return open;
  }

  /** All rows of the last range have come. */
  void close() {
    if (open != null) {
      stored.add(open);
      open = null;
    }
  }

  /** The bucket with the ranges that are stored. */
  Staged stored(Staged bucket) {
    return asked.isPresent() ? bucket.with(new Patched(asked.get().bits(), stored)) : bucket;
  }

  /**
   * Buries what is held in the ranges that came and did not come again: one pass over the held
   * keys, few of which are in memory at a time. Nobody who writes waits for it.
   */
  void bury(Database database, Unit unit, Staged bucket) {
    if (stored.isEmpty()) {
      return;
    }
    database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT _key FROM " + unit.table() + " WHERE _gen = ?")) {
            select.setLong(1, held.generation());
            try (ResultSet rows = select.executeQuery()) {
              buryAll(rows, keys -> database.stage(other -> bury(other, unit, bucket, keys)));
            }
          }
          return bucket;
        });
  }

  private interface Burying {
    void bury(List<String> keys);
  }

  private void buryAll(ResultSet rows, Burying burying) throws SQLException {
    int bits = asked.orElseThrow().bits();
    List<String> keys = new ArrayList<>();
    while (rows.next()) {
      String key = rows.getString(1);
      if (stored.contains(KeyRanges.of(key, bits))) {
        keys.add(key);
      }
      if (keys.size() == KEYS_AT_ONCE) {
        burying.bury(keys);
        keys.clear();
      }
    }
    if (!keys.isEmpty()) {
      burying.bury(keys);
    }
  }

  private static int bury(Connection connection, Unit unit, Staged bucket, List<String> keys)
      throws SQLException {
    return Sql.update(
        connection,
        ("INSERT OR IGNORE INTO hf_tombstone (generation, key) SELECT ?1, value FROM json_each(?2)"
                + " WHERE NOT EXISTS (SELECT 1 FROM %s WHERE _gen = ?1 AND _key = value)")
            .formatted(unit.table()),
        bucket.generation(),
        Settings.text(keys));
  }

  private static void clear(Connection connection, Unit unit, long generation, int range)
      throws SQLException {
    Sql.update(
        connection,
        ("DELETE FROM %s WHERE _gen = ?1 AND _key IN"
                + " (SELECT key FROM hf_patched WHERE generation = ?1 AND range = ?2)")
            .formatted(unit.table()),
        generation,
        range);
    Sql.update(
        connection, "DELETE FROM hf_patched WHERE generation = ? AND range = ?", generation, range);
  }

  /** The digest that the bucket will have with it. */
  BucketSum sum(Connection connection, Unit unit, Staged bucket) throws SQLException {
    BucketSum outside = asked.orElseThrow().outside(stored);
    return outside.plus(Digests.of(connection, unit, bucket.generation()));
  }
}
