package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one bucket in a sync that is not complete.
 *
 * @param name the bucket
 * @param definition digest of the definition it is received with
 * @param whole whether its generation is the bucket, not a delta to the held one
 * @param unit id of its unit
 * @param generation where its rows go
 * @param transaction transaction of the last line stored, null if none
 * @param key key of the last line stored, null if none
 * @param complete whether its last line was stored
 * @param sum the bucket's digest after the switch once complete; before, that of its segments
 * @param checkpoint the snapshot that its segments show, null if it does not come in segments or
 *     has lost them
 * @param patched what it has of a patch, null if it is none
 */
record Staged(
    String name,
    String definition,
    boolean whole,
    long unit,
    long generation,
    @Nullable String transaction,
    @Nullable String key,
    boolean complete,
    BucketSum sum,
    @Nullable String checkpoint,
    @Nullable Patched patched) {
  private static final String SELECT =
      "SELECT name, definition, whole, unit, generation, position_transaction, position_key,"
          + " complete, rows, sum, checkpoint, patch_bits, patch_ranges FROM hf_staged ";

  static List<Staged> all(Connection connection) throws SQLException {
    return Sql.list(connection, SELECT + "ORDER BY name", Staged::read);
  }

  static Optional<Staged> find(Connection connection, String name) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE name = ?", Staged::read, name);
  }

  /** A bucket of which nothing has come. */
  static Staged begin(String name, String definition, boolean whole, Unit unit, long generation) {
    return new Staged(
        name,
        definition,
        whole,
        unit.id(),
        generation,
        null,
        null,
        false,
        BucketSum.EMPTY,
        null,
        null);
  }

  /**
   * With a further line. The position never goes back to an earlier transaction: what comes again
   * below it was changed after the staging's checkpoint and is sent anew in any case.
   */
  Staged at(String lineTransaction, String lineKey) {
    boolean forward =
        transaction == null
            || Long.compareUnsigned(
                    Long.parseUnsignedLong(lineTransaction), Long.parseUnsignedLong(transaction))
                >= 0;
    return new Staged(
        name,
        definition,
        whole,
        unit,
        generation,
        forward ? lineTransaction : transaction,
        forward ? lineKey : key,
        false,
        sum,
        checkpoint,
        patched);
  }

  /** A patch of which these ranges are stored. */
  Staged with(Patched ranges) {
    return new Staged(
        name,
        definition,
        whole,
        unit,
        generation,
        transaction,
        key,
        false,
        sum,
        checkpoint,
        ranges);
  }

  /** Complete, with the digest that it will have. */
  Staged completed(BucketSum digest) {
    return new Staged(
        name,
        definition,
        whole,
        unit,
        generation,
        transaction,
        key,
        true,
        digest,
        checkpoint,
        patched);
  }

  /** With segments that show a snapshot, and the digest of those that are stored. */
  Staged inSegments(@Nullable String snapshot, BucketSum stored) {
    return new Staged(
        name,
        definition,
        whole,
        unit,
        generation,
        transaction,
        key,
        false,
        stored,
        snapshot,
        patched);
  }

  /** Whether its rows are those of its segments, and nothing has changed in them since. */
  boolean asInSegments() {
    return checkpoint != null && transaction == null;
  }

  /** Whether it is a patch of which something lacks yet; what changed after it comes as lines. */
  boolean isPatching() {
    return patched != null && !complete && transaction == null;
  }

  /** Whether it is of use for a bucket that is damaged: a delta is not, unless to a patch. */
  boolean heals() {
    return whole || patched != null && !isPatching();
  }

  /** {@code transaction id TAB key} of the last line stored. */
  @Nullable String position() {
    return transaction == null ? null : transaction + '\t' + key;
  }

  void save(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO hf_staged (name, definition, whole, unit, generation,"
            + " position_transaction, position_key, complete, rows, sum, checkpoint, patch_bits,"
            + " patch_ranges) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        name,
        definition,
        whole,
        unit,
        generation,
        transaction,
        key,
        complete,
        sum.rows(),
        sum.sum(),
        checkpoint,
        patched == null ? null : patched.bits(),
        patched == null ? null : patched.stored());
  }

  /** Forgets it and what it has received. */
  void discard(Connection connection) throws SQLException {
    forget(connection);
    Generations.discard(connection, generation);
  }

  /** Forgets the progress; the rows stay. */
  void forget(Connection connection) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_staged WHERE name = ?", name);
    Sql.update(connection, "DELETE FROM hf_segment WHERE generation = ?", generation);
  }

  private static Staged read(ResultSet row) throws SQLException {
    return new Staged(
        row.getString(1),
        row.getString(2),
        row.getBoolean(3),
        row.getLong(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        new BucketSum(row.getLong(9), row.getLong(10)),
        row.getString(11),
        row.getObject(12) == null ? null : Patched.of(row.getInt(12), row.getBytes(13)));
  }
}
