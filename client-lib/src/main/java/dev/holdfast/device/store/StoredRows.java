package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.RowHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What is really stored of a bucket: every row's bytes made again from its columns. */
final class StoredRows {
  private static final int COLUMNS_BEFORE = 2;

  private StoredRows() {}

  /** Takes a row. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Takes a row.
     *
     * @param key its key
     * @param hash the hash of its bytes
     * @param intact whether that is the hash that it was received with
     */
    void row(String key, long hash, boolean intact);
  }

  /** Gives every row of a held bucket. */
  static void each(Connection connection, Held bucket, Visitor visitor) throws SQLException {
    each(connection, Units.byId(connection, bucket.unit()), bucket.generation(), visitor);
  }

  /** Gives every row of a generation. */
  static void each(Connection connection, Unit unit, long generation, Visitor visitor)
      throws SQLException {
    String sql =
        "SELECT _key, _hash, %s FROM %s WHERE _gen = ?".formatted(unit.columns(), unit.table());
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, generation);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String key = rows.getString(1);
          long hash = hash(rows, key, unit);
          visitor.row(key, hash, hash == rows.getLong(2));
        }
      }
    }
  }

  private static long hash(ResultSet rows, String key, Unit unit) throws SQLException {
    try {
      return RowHash.of(key, RowCodec.row(rows, COLUMNS_BEFORE + 1, unit.types()));
    } catch (ClassCastException e) {
      // A value of another class than its column's: no row that ever came has this hash.
      return ~rows.getLong(2);
    }
  }
}
