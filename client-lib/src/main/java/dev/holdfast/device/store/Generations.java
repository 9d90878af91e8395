package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Generations: the rows of one bucket as received. One that is no longer needed is only marked;
 * {@link #collect} removes marked ones in small transactions, so that nobody waits for it.
 */
public final class Generations {
  private static final int ROWS_AT_ONCE = 1000;

  /** What there may be of a generation beside its rows. */
  private static final List<String> BESIDE =
      List.of(
          "DELETE FROM hf_tombstone WHERE generation = ?1 AND key IN"
              + " (SELECT key FROM hf_tombstone WHERE generation = ?1 LIMIT %d)",
          "DELETE FROM hf_patched WHERE generation = ?1 AND (range, key) IN"
              + " (SELECT range, key FROM hf_patched WHERE generation = ?1 LIMIT %d)");

  private Generations() {}

  static long create(Connection connection, Unit unit) throws SQLException {
    Sql.update(connection, "INSERT INTO hf_generation (unit) VALUES (?)", unit.id());
    return Sql.number(connection, "SELECT last_insert_rowid()");
  }

  /** Forgets one that has no rows and never had any. */
  static void undo(Connection connection, long generation) throws SQLException {
    Sql.update(connection, "DELETE FROM hf_generation WHERE id = ?", generation);
  }

  static void discard(Connection connection, long generation) throws SQLException {
    Sql.update(connection, "UPDATE hf_generation SET garbage = 1 WHERE id = ?", generation);
  }

  /**
   * Removes everything that is no longer needed.
   *
   * @throws dev.holdfast.device.api.CancelledException if it is to end; the next time goes on
   */
  public static void collect(Database database, Undertaking undertaking) {
    while (database.read(Generations::hasGarbage)) {
      undertaking.check();
      database.write(Generations::collectSome);
    }
  }

  private static boolean hasGarbage(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM hf_generation WHERE garbage") > 0;
  }

  private static boolean collectSome(Connection connection) throws SQLException {
    Optional<long[]> garbage =
        Sql.first(
            connection,
            "SELECT id, unit FROM hf_generation WHERE garbage",
            row -> new long[] {row.getLong(1), row.getLong(2)});
    if (garbage.isEmpty()) {
      return false;
    }
    long generation = garbage.get()[0];
    String table = Units.byId(connection, garbage.get()[1]).table();
    int removed =
        Sql.update(
            connection,
            "DELETE FROM %1$s WHERE _gen = ?1 AND _key IN (SELECT _key FROM %1$s WHERE _gen = ?1 LIMIT %2$d)"
                .formatted(table, ROWS_AT_ONCE),
            generation);
    for (String beside : BESIDE) {
      removed += Sql.update(connection, beside.formatted(ROWS_AT_ONCE), generation);
    }
    if (removed == 0) {
      Sql.update(connection, "DELETE FROM hf_generation WHERE id = ?", generation);
      Units.dropUnused(connection);
    }
    return true;
  }
}
