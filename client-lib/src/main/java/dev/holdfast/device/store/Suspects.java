package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Held buckets whose rows are not, or may not be, what the server says. They are compared range by
 * range; those for which that did not help, or can't, come whole. Of a unit that is stalled nothing
 * can be compared: its buckets count as held until that ends.
 *
 * @param all all of them that can be healed
 * @param whole those that have to come whole
 */
record Suspects(Set<String> all, Set<String> whole) {

  /** Reads them. */
  static Suspects of(Connection connection) throws SQLException {
    List<String> stalled = HeldStalls.of(connection);
    Set<String> all = new HashSet<>();
    Set<String> whole = new HashSet<>();
    Sql.list(
        connection,
        "SELECT name, whole FROM hf_suspect",
        row -> {
          String name = row.getString(1);
          boolean counts = !HeldStalls.concern(stalled, name);
          return counts && all.add(name) && row.getBoolean(2) && whole.add(name);
        });
    return new Suspects(all, whole);
  }

  /** Whether a bucket is one. */
  boolean contains(String bucket) {
    return all.contains(bucket);
  }

  /** Whether what is staged of a bucket is of use. */
  boolean allow(Staged staged) {
    return staged.heals() || !staged.isPatching() && !contains(staged.name());
  }

  /** Those with a wrong digest, for which nobody has said that another history is the reason. */
  static Set<String> damaged(Connection connection) throws SQLException {
    return new HashSet<>(
        Sql.list(connection, "SELECT name FROM hf_suspect WHERE damaged", row -> row.getString(1)));
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
}
