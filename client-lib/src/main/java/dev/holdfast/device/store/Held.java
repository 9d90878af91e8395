package dev.holdfast.device.store;

import dev.holdfast.kernel.digest.BucketSum;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A bucket that is visible.
 *
 * @param name its name
 * @param definition digest of the definition it was received with
 * @param unit id of its unit
 * @param generation its rows
 * @param sum its digest
 */
record Held(String name, String definition, long unit, long generation, BucketSum sum) {
  private static final String SELECT =
      "SELECT name, definition, unit, generation, rows, sum FROM hf_bucket ";

  static List<Held> all(Connection connection) throws SQLException {
    return Sql.list(connection, SELECT + "ORDER BY name", Held::read);
  }

  static Optional<Held> find(Connection connection, String name) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE name = ?", Held::read, name);
  }

  void save(Connection connection) throws SQLException {
    Sql.update(
        connection,
        "INSERT OR REPLACE INTO hf_bucket (name, definition, unit, generation, rows, sum)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        name,
        definition,
        unit,
        generation,
        sum.rows(),
        sum.sum());
  }

  void drop(Connection connection) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_bucket WHERE name = ?", name);
    Suspects.trust(connection, name);
    Generations.discard(connection, generation);
  }

  private static Held read(ResultSet row) throws SQLException {
    return new Held(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        new BucketSum(row.getLong(5), row.getLong(6)));
  }
}
