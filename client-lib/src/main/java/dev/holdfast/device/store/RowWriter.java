package dev.holdfast.device.store;

import dev.holdfast.kernel.wire.SyncLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Writes rows into generations, with statements prepared once per portion. */
final class RowWriter implements AutoCloseable {
  private static final int COLUMNS_BEFORE = 3;

  private final Connection connection;
  private final Map<Unit, PreparedStatement> inserts = new HashMap<>();
  private final Map<Unit, PreparedStatement> deletes = new HashMap<>();
  private final PreparedStatement bury;
  private final PreparedStatement revive;
  private final PreparedStatement patched;

  RowWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.bury =
        connection.prepareStatement(
            "INSERT OR REPLACE INTO hf_tombstone (generation, key) VALUES (?, ?)");
    this.revive =
        connection.prepareStatement("DELETE FROM hf_tombstone WHERE generation = ? AND key = ?");
    this.patched =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO hf_patched (generation, key, range) VALUES (?, ?, ?)");
  }

  /** A row of a patch. */
  void put(Unit unit, Staged bucket, SyncLine.Put line, int range) throws SQLException {
    put(unit, bucket, line);
    patched.setInt(COLUMNS_BEFORE, range);
    onKey(patched, bucket, line.key());
  }

  void put(Unit unit, Staged bucket, SyncLine.Put line) throws SQLException {
    PreparedStatement insert = inserts.get(unit);
    if (insert == null) {
      insert =
          connection.prepareStatement(
              "INSERT OR REPLACE INTO %s (_gen, _key, _hash, %s) VALUES (?, ?, ?%s)"
                  .formatted(unit.table(), unit.columns(), ", ?".repeat(unit.types().size())));
      inserts.put(unit, insert);
    }
    insert.setLong(1, bucket.generation());
    insert.setString(2, line.key());
    insert.setLong(COLUMNS_BEFORE, line.hash());
    RowCodec.bind(insert, COLUMNS_BEFORE + 1, unit.types(), line.row());
    insert.executeUpdate();
    if (!bucket.whole()) {
      onKey(revive, bucket, line.key());
    }
  }

  void delete(Unit unit, Staged bucket, SyncLine.Delete line) throws SQLException {
    PreparedStatement delete = deletes.get(unit);
    if (delete == null) {
      delete =
          connection.prepareStatement(
              "DELETE FROM " + unit.table() + " WHERE _gen = ? AND _key = ?");
      deletes.put(unit, delete);
    }
    onKey(delete, bucket, line.key());
    if (!bucket.whole()) {
      onKey(bury, bucket, line.key());
    }
  }

  private static void onKey(PreparedStatement statement, Staged bucket, String key)
      throws SQLException {
    statement.setLong(1, bucket.generation());
    statement.setString(2, key);
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement insert : inserts.values()) {
      insert.close();
    }
    for (PreparedStatement delete : deletes.values()) {
      delete.close();
    }
    bury.close();
    revive.close();
    patched.close();
  }
}
