package dev.holdfast.device.store;

import dev.holdfast.device.api.Verification;
import dev.holdfast.kernel.digest.BucketSum;
import dev.holdfast.kernel.digest.RowHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proves what is stored: makes every row's bytes again from its columns and compares digests. */
public final class Verifier {
  private static final int COLUMNS_BEFORE = 2;

  private Verifier() {}

  /** Verifies every bucket at one checkpoint. */
  public static Verification verify(Connection connection) throws SQLException {
    List<Verification.Bucket> buckets = new ArrayList<>();
    for (Held bucket : Held.all(connection)) {
      buckets.add(verify(connection, bucket));
    }
    return Verification.of(buckets);
  }

  /** Marks damaged buckets: the next sync fetches them whole. */
  public static int heal(Connection connection, Verification verification) throws SQLException {
    int marked = 0;
    for (Verification.Bucket bucket : verification.buckets()) {
      if (!bucket.match()) {
        marked +=
            Sql.update(
                connection,
                "INSERT OR IGNORE INTO hf_suspect (name) SELECT name FROM hf_bucket WHERE name = ?",
                bucket.bucket());
      }
    }
    return marked;
  }

  private static Verification.Bucket verify(Connection connection, Held bucket)
      throws SQLException {
    Unit unit = Units.byId(connection, bucket.unit());
    String sql =
        "SELECT _key, _hash, %s FROM %s WHERE _gen = ?".formatted(unit.columns(), unit.table());
    BucketSum sum = BucketSum.EMPTY;
    boolean hashes = true;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setLong(1, bucket.generation());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String row = RowCodec.row(rows, COLUMNS_BEFORE + 1, unit.types());
          long hash = RowHash.of(rows.getString(1), row);
          hashes &= hash == rows.getLong(2);
          sum = sum.plus(hash);
        }
      }
    }
    return new Verification.Bucket(bucket.name(), sum.rows(), hashes && sum.equals(bucket.sum()));
  }
}
