package dev.holdfast.device.disk;

import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import java.nio.file.Path;
import java.util.List;

/** What is in a store that applications don't see. */
final class Stored {
  private Stored() {}

  /** Paths of the segments that are stored of a sync that is not complete. */
  static List<String> segments(Path store, KeyProtection protection) {
    return read(
        store,
        protection,
        connection ->
            Sql.list(
                connection,
                "SELECT '/api/v1/segments/' || id FROM hf_segment WHERE done",
                row -> row.getString(1)));
  }

  /** How much is there that a complete sync leaves nothing of. */
  static long leftOver(Path store, KeyProtection protection) {
    return read(
        store,
        protection,
        connection ->
            Sql.number(
                connection,
                "SELECT (SELECT count(*) FROM hf_staged) + (SELECT count(*) FROM hf_patched)"
                    + " + (SELECT count(*) FROM hf_tombstone) + (SELECT count(*) FROM hf_suspect)"
                    + " + (SELECT count(*) FROM hf_segment) + (SELECT count(*) FROM hf_tail)"
                    + " + (SELECT count(*) FROM hf_generation g"
                    + " WHERE NOT EXISTS (SELECT 1 FROM hf_bucket b WHERE b.generation = g.id))"));
  }

  /** The first pages of a table and its indexes. */
  static List<Long> firstPages(Path store, KeyProtection protection, String table) {
    return read(
        store,
        protection,
        connection ->
            Sql.list(
                connection,
                "SELECT rootpage FROM sqlite_schema WHERE tbl_name = ?",
                row -> row.getLong(1),
                table));
  }

  /** Runs SQL on what is held of a table, as nobody should. */
  static void tamper(Path store, KeyProtection protection, String unit, String sql) {
    try (Database database = Database.open(store, protection, Long.MAX_VALUE)) {
      database.write(
          connection -> {
            for (Long id :
                Sql.list(
                    connection,
                    "SELECT id FROM hf_unit WHERE name = ?",
                    row -> row.getLong(1),
                    unit)) {
              Sql.update(connection, sql.formatted("hf_data_" + id));
            }
            return unit;
          });
    }
  }

  private static <T> T read(Path store, KeyProtection protection, Database.Work<T> work) {
    try (Database database = Database.open(store, protection, Long.MAX_VALUE)) {
      return database.read(work);
    }
  }
}
