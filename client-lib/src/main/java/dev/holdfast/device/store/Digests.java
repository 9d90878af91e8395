package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Digests of what is stored. SQLite's {@code sum} fails on overflow, so the halves of the hashes
 * are added apart and put together modulo 2^64 here.
 */
final class Digests {
  private static final String SUMS =
      "SELECT count(*), coalesce(sum(_hash & 4294967295), 0), coalesce(sum(_hash >> 32), 0) FROM ";
  private static final int HALF = 32;

  private Digests() {}

  /** Digest of a generation. */
  static BucketSum of(Connection connection, Unit unit, long generation) throws SQLException {
    return sum(connection, SUMS + unit.table() + " WHERE _gen = ?", generation);
  }

  /** Digest that a live generation will have once a staged delta is applied; costs O(delta). */
  static BucketSum after(Connection connection, Unit unit, BucketSum held, long live, long staged)
      throws SQLException {
    BucketSum replaced = replaced(connection, unit, live, staged);
    BucketSum put = of(connection, unit, staged);
    return new BucketSum(
        held.rows() - replaced.rows() + put.rows(), held.sum() - replaced.sum() + put.sum());
  }

  /** Digest, as stored, of the live rows that a staged delta replaces or deletes. */
  static BucketSum replaced(Connection connection, Unit unit, long live, long staged)
      throws SQLException {
    return sum(
        connection,
        (SUMS
                + "%1$s WHERE _gen = ?1 AND _key IN (SELECT _key FROM %1$s WHERE _gen = ?2"
                + " UNION ALL SELECT key FROM hf_tombstone WHERE generation = ?2)")
            .formatted(unit.table()),
        live,
        staged);
  }

  private static BucketSum sum(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return Sql.first(
            connection,
            sql,
            row -> new BucketSum(row.getLong(1), (row.getLong(3) << HALF) + row.getLong(2)),
            parameters)
        .orElse(BucketSum.EMPTY);
  }
}
