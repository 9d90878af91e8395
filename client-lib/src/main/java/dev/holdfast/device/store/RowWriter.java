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
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  RowWriter(Connection connection) {
    this.connection = connection;
  }

  void put(Unit unit, Staged bucket, SyncLine.Put line) throws SQLException {
    PreparedStatement insert =
        statement(
            "INSERT OR REPLACE INTO %s (_gen, _key, _hash, %s) VALUES (?, ?, ?%s)"
                .formatted(unit.table(), unit.columns(), ", ?".repeat(unit.types().size())));
    insert.setLong(1, bucket.generation());
    insert.setString(2, line.key());
    insert.setLong(COLUMNS_BEFORE, line.hash());
    RowCodec.bind(insert, COLUMNS_BEFORE + 1, unit.types(), line.row());
    insert.executeUpdate();
    if (!bucket.whole()) {
      onKey("DELETE FROM hf_tombstone WHERE generation = ? AND key = ?", bucket, line.key());
    }
  }

  void delete(Unit unit, Staged bucket, SyncLine.Delete line) throws SQLException {
    onKey("DELETE FROM " + unit.table() + " WHERE _gen = ? AND _key = ?", bucket, line.key());
    if (!bucket.whole()) {
      onKey(
          "INSERT OR REPLACE INTO hf_tombstone (generation, key) VALUES (?, ?)",
          bucket,
          line.key());
    }
  }

  private void onKey(String sql, Staged bucket, String key) throws SQLException {
    PreparedStatement statement = statement(sql);
    statement.setLong(1, bucket.generation());
    statement.setString(2, key);
    statement.executeUpdate();
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement prepared = connection.prepareStatement(sql);
    statements.put(sql, prepared);
    return prepared;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }
}
