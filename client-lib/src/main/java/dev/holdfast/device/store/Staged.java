package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SyncRequest;
import dev.holdfast.kernel.wire.SyncRequest.Late;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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
 * @param place up to where its lines are stored
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
    Place place,
    boolean complete,
    BucketSum sum,
    @Nullable String checkpoint,
    @Nullable Patched patched) {
  private static final String SELECT =
      "SELECT name, definition, whole, unit, generation, position_transaction, position_key,"
          + " complete, rows, sum, checkpoint, patch_bits, patch_ranges, stream, late"
          + " FROM hf_staged ";

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
        Place.NONE,
        false,
        BucketSum.EMPTY,
        null,
        null);
  }

  /** With a further line, of a stream with this number. */
  Staged at(String lineTransaction, String lineKey, int stream) {
    return with(place.at(lineTransaction, lineKey, stream, patched != null), false, sum);
  }

  /** A patch of which these ranges are stored. */
  Staged with(Patched ranges) {
    return new Staged(
        name, definition, whole, unit, generation, place, false, sum, checkpoint, ranges);
  }

  /** Complete by a stream with this number, with the digest that it will have. */
  Staged completed(BucketSum digest, int stream) {
    return with(place.ended(stream), true, digest);
  }

  private Staged with(Place next, boolean isComplete, BucketSum digest) {
    return new Staged(
        name, definition, whole, unit, generation, next, isComplete, digest, checkpoint, patched);
  }

  /** With segments that show a snapshot, and the digest of those that are stored. */
  Staged inSegments(@Nullable String snapshot, BucketSum stored) {
    return new Staged(
        name, definition, whole, unit, generation, place, false, stored, snapshot, patched);
  }

  /** Whether its rows are those of its segments, and nothing has changed in them since. */
  boolean asInSegments() {
    return checkpoint != null && place.transaction() == null;
  }

  /** Whether it is a patch of which something lacks yet; what changed after it comes as lines. */
  boolean isPatching() {
    return patched != null && !complete && place.transaction() == null;
  }

  /** Whether it is of use for a bucket that is damaged: a delta is not, unless to a patch. */
  boolean heals() {
    return whole || patched != null && !isPatching();
  }

  /** What a request says of it. */
  SyncRequest.StagedBucket progress(Map<Integer, Integer> numbers) {
    List<Late> late =
        place.late().stream()
            .map(cut -> new Late(numbers.getOrDefault(cut.stream(), 0), cut.position()))
            .toList();
    int stream = numbers.getOrDefault(place.stream(), 0);
    return new SyncRequest.StagedBucket(
        definition,
        whole,
        place.position(),
        // Of a patch all is stored, but for what changed after it.
        complete || patched != null,
        checkpoint,
        stream == 0 ? null : stream,
        late.isEmpty() ? null : late);
  }

  void save(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO hf_staged (name, definition, whole, unit, generation,"
            + " position_transaction, position_key, complete, rows, sum, checkpoint, patch_bits,"
            + " patch_ranges, stream, late) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        name,
        definition,
        whole,
        unit,
        generation,
        place.transaction(),
        place.key(),
        complete,
        sum.rows(),
        sum.sum(),
        checkpoint,
        patched == null ? null : patched.bits(),
        patched == null ? null : patched.stored(),
        place.stream(),
        place.late().isEmpty() ? null : Settings.text(place.late()));
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
        new Place(row.getString(6), row.getString(7), row.getInt(14), late(row.getString(15))),
        row.getBoolean(8),
        new BucketSum(row.getLong(9), row.getLong(10)),
        row.getString(11),
        row.getObject(12) == null ? null : Patched.of(row.getInt(12), row.getBytes(13)));
  }

  private static List<Late> late(@Nullable String stored) {
    return stored == null ? List.of() : List.of(Settings.parse(stored, Late[].class));
  }
}
