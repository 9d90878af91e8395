package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.wire.SegmentRef;
import dev.holdfast.kernel.wire.SyncLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Segments of staged buckets: which are to be fetched, and which are stored. A bucket that has lost
 * its segments on the server keeps those that are stored, without a checkpoint, until the server
 * names segments again.
 */
public final class Segments {
  /** No segment is larger: the server cuts at some megabytes, but for one row. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private Segments() {}

  /** The segments to be fetched, in the order in which to store them. */
  public static List<Segment> outstanding(Connection connection) throws SQLException {
    List<Segment> segments =
        Sql.list(
            connection,
            "SELECT s.generation, s.number, s.id, s.rows, s.bytes, b.name, b.definition, b.unit"
                + " FROM hf_segment s JOIN hf_staged b ON b.generation = s.generation"
                + " WHERE NOT s.done ORDER BY b.unit, s.generation, s.number",
            row ->
                new Segment(
                    row.getLong(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getString(6),
                    row.getString(7),
                    Units.byId(connection, row.getLong(8))));
    return segments;
  }

  /** Generations of buckets whose segments are not all stored. */
  static Set<Long> unfinished(Connection connection) throws SQLException {
    return new HashSet<>(
        Sql.list(
            connection,
            "SELECT s.generation FROM hf_segment s JOIN hf_staged b ON b.generation = s.generation"
                + " WHERE NOT s.done OR b.checkpoint IS NULL",
            row -> row.getLong(1)));
  }

  /**
   * Takes the segments that the server names for a bucket. Of those that are stored, rows of the
   * ones that are not named go.
   */
  static Staged begin(Connection connection, Unit unit, Staged bucket, SyncLine.Segments line)
      throws SQLException {
    Set<String> named = line.segments().stream().map(SegmentRef::id).collect(Collectors.toSet());
    if (named.size() < line.segments().size()
        || line.segments().stream().anyMatch(s -> s.bytes() < 0 || s.bytes() > MOST_BYTES)) {
      throw new SyncFailedException(
          "The server named segments of " + bucket.name() + " that can't be.", null);
    }
    for (Stored stored : stored(connection, bucket.generation())) {
      if (!named.contains(stored.id())) {
        Sql.update(
            connection,
            "DELETE FROM " + unit.table() + " WHERE _gen = ? AND _key BETWEEN ? AND ?",
            bucket.generation(),
            stored.first(),
            stored.last());
      }
    }
    replace(connection, bucket.generation(), line.segments());
    return bucket.inSegments(line.checkpoint(), sum(connection, bucket.generation()));
  }

  private record Stored(String id, String first, String last) {}

  private static List<Stored> stored(Connection connection, long generation) throws SQLException {
    return Sql.list(
        connection,
        "SELECT id, first_key, last_key FROM hf_segment WHERE generation = ? AND done",
        row -> new Stored(row.getString(1), row.getString(2), row.getString(3)),
        generation);
  }

  private static void replace(Connection connection, long generation, List<SegmentRef> segments)
      throws SQLException {
    // Negative numbers are the old ones: what is taken from them is by id.
    Sql.update(
        connection, "UPDATE hf_segment SET number = -1 - number WHERE generation = ?", generation);
    int number = 0;
    for (SegmentRef segment : segments) {
      Sql.update(
          connection,
          "INSERT INTO hf_segment (generation, number, id, rows, bytes, done, sum, first_key, last_key)"
              + " SELECT ?1, ?2, ?3, ?4, ?5, old.id IS NOT NULL, coalesce(old.sum, 0), old.first_key, old.last_key"
              + " FROM (SELECT 1) LEFT JOIN hf_segment old"
              + " ON old.generation = ?1 AND old.number < 0 AND old.id = ?3 AND old.done",
          generation,
          number++,
          segment.id(),
          segment.rows(),
          segment.bytes());
    }
    Sql.update(
        connection, "DELETE FROM hf_segment WHERE generation = ? AND number < 0", generation);
  }

  private static BucketSum sum(Connection connection, long generation) throws SQLException {
    BucketSum sum = BucketSum.EMPTY;
    for (BucketSum part :
        Sql.list(
            connection,
            "SELECT rows, sum FROM hf_segment WHERE generation = ? AND done",
            row -> new BucketSum(row.getLong(1), row.getLong(2)),
            generation)) {
      sum = sum.plus(part);
    }
    return sum;
  }

  /**
   * Stores a segment in the caller's transaction.
   *
   * @throws StoreException if the store can't do it
   */
  public static void store(Connection connection, Segment segment, SegmentRows content)
      throws SQLException {
    try (SegmentInsert insert =
        new SegmentInsert(connection, segment.unit(), segment.generation())) {
      insert.all(content.rows());
    }
    Sql.update(
        connection,
        "UPDATE hf_segment SET done = 1, sum = ?, first_key = ?, last_key = ?"
            + " WHERE generation = ? AND number = ?",
        content.sum().sum(),
        content.firstKey(),
        content.lastKey(),
        segment.generation(),
        segment.number());
    Staged bucket = Staged.find(connection, segment.bucket()).orElseThrow();
    bucket.inSegments(bucket.checkpoint(), bucket.sum().plus(content.sum())).save(connection);
  }

  /**
   * The server has a bucket's segments no more: what is stored of it waits for new ones. The repeat
   * for another segment of the bucket changes nothing.
   */
  public static void gone(Connection connection, Segment segment) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM hf_segment WHERE generation = ? AND NOT done",
        segment.generation());
    Optional<Staged> bucket = Staged.find(connection, segment.bucket());
    if (bucket.isPresent() && stored(connection, segment.generation()).isEmpty()) {
      bucket.get().discard(connection);
    } else if (bucket.isPresent()) {
      bucket.get().inSegments(null, bucket.get().sum()).save(connection);
    }
  }
}
