package dev.holdfast.device.store;

import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Stores as version 2 of them wrote them, without a wrapped key. */
public final class Version2 {
  private Version2() {}

  /**
   * Writes what a store holds as an old version did.
   *
   * @param store one of today's
   * @param present opens it
   * @param directory where the old one is written
   * @param secret opens that
   */
  public static void write(
      Path store, KeyProtection present, Path directory, KeyProtection secret) {
    try (Database now = Database.open(store, present, Long.MAX_VALUE);
        Connection old = OldStores.raw(directory, secret)) {
      now.read(connection -> copy(connection, old));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts an old store in the place of one of today's. */
  public static void replace(Path store, Path directory) throws IOException {
    Files.deleteIfExists(store.resolve(KeyFile.FILE));
    Files.deleteIfExists(store.resolve(Notice.FILE));
    Files.delete(store.resolve(Database.FILE));
    Files.write(store.resolve(Database.FILE), Files.readAllBytes(directory.resolve(Database.FILE)));
  }

  private static int copy(Connection now, Connection old) throws SQLException {
    for (String statement : ddl().split(";\n")) {
      Sql.run(old, statement);
    }
    for (String statement :
        Sql.list(
            now,
            "SELECT sql FROM sqlite_schema WHERE name LIKE 'hf_data_%'"
                + " OR name LIKE 'hf_key_%' ORDER BY type DESC",
            row -> row.getString(1))) {
      Sql.run(old, statement);
    }
    for (String view : List.of("hf_server_case", "inspection")) {
      Sql.run(old, "DROP VIEW IF EXISTS " + view);
      Sql.run(
          old,
          Sql.first(
                  now,
                  "SELECT sql FROM sqlite_schema WHERE name = ?",
                  row -> row.getString(1),
                  view)
              .orElseThrow()
              .replaceFirst("(?s), NULL AS worklist.* AS parent", ""));
    }
    for (String table :
        Sql.list(
            old,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'hf_%'",
            row -> row.getString(1))) {
      copy(now, old, table);
    }
    Sql.run(old, "PRAGMA user_version = 2");
    return 2;
  }

  private static void copy(Connection now, Connection old, String table) throws SQLException {
    List<String> columns =
        Sql.list(
            old,
            "SELECT name FROM pragma_table_info(?) ORDER BY cid",
            row -> row.getString(1),
            table);
    String names = columns.stream().map(Sql::quote).collect(Collectors.joining(", "));
    List<@Nullable Object[]> rows =
        Sql.list(
            now,
            "SELECT " + names + " FROM " + table,
            row -> {
              List<@Nullable Object> values = new ArrayList<>();
              for (int i = 1; i <= columns.size(); i++) {
                values.add(row.getObject(i));
              }
              return values.toArray();
            });
    for (@Nullable Object[] row : rows) {
      Sql.update(
          old,
          "INSERT INTO %s (%s) VALUES (?%s)"
              .formatted(table, names, ", ?".repeat(columns.size() - 1)),
          row);
    }
  }

  private static String ddl() {
    try (var in = Version2.class.getResourceAsStream("version-2.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
