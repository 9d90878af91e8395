package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Held buckets whose rows are not, or may not be, what the server says. They are compared range by
 * range; those for which that did not help, or can't, come whole.
 */
final class Suspects {
  private Suspects() {}

  /** All of them. */
  static Set<String> all(Connection connection) throws SQLException {
    return names(connection, "SELECT name FROM hf_suspect");
  }

  /** Those that have to come whole. */
  static Set<String> whole(Connection connection) throws SQLException {
    return names(connection, "SELECT name FROM hf_suspect WHERE whole");
  }

  /** Those with a wrong digest, for which nobody has said that another history is the reason. */
  static Set<String> damaged(Connection connection) throws SQLException {
    return names(connection, "SELECT name FROM hf_suspect WHERE damaged");
  }

  /** The digest is not the server's. */
  static void add(Connection connection, String bucket, boolean whole, boolean damaged)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO hf_suspect (name, whole, damaged) VALUES (?1, ?2, ?3) ON CONFLICT (name)"
            + " DO UPDATE SET whole = max(whole, ?2), damaged = max(damaged, ?3)",
        bucket,
        whole,
        damaged);
  }

  /** A bucket has come, or has gone. */
  static void trust(Connection connection, String bucket) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_suspect WHERE name = ?", bucket);
  }

  private static Set<String> names(Connection connection, String sql) throws SQLException {
    List<String> names = Sql.list(connection, sql, row -> row.getString(1));
    return new HashSet<>(names);
  }
}
