package dev.holdfast.device.store;

import dev.holdfast.kernel.wire.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The physical tables of rows. */
public final class Units {
  private static final String SELECT = "SELECT id, application, name, types FROM hf_unit ";

  private Units() {}

  /**
   * How rows of a unit are looked for over all generations.
   *
   * @param byKey by key, because a row may be in several held buckets
   * @param byId by the first column, which is the id of a case, and by that of its parent
   */
  record Lookup(boolean byKey, boolean byId) {}

  /** The unit with these types, made if there is none. */
  static Unit of(
      Connection connection, String application, String name, List<ColumnType> types, Lookup lookup)
      throws SQLException {
    Optional<Unit> known = find(connection, application, name, types);
    Unit unit = known.isPresent() ? known.get() : create(connection, application, name, types);
    if (lookup.byKey()) {
      Sql.run(
          connection,
          "CREATE INDEX IF NOT EXISTS hf_key_%d ON %s (_key)".formatted(unit.id(), unit.table()));
    }
    if (lookup.byId()) {
      indexCases(connection, unit);
    }
    return unit;
  }

  /** The unit with these types, if there is one. */
  static Optional<Unit> find(
      Connection connection, String application, String name, List<ColumnType> types)
      throws SQLException {
    return Sql.first(
        connection,
        SELECT + "WHERE application = ? AND name = ? AND types = ?",
        Units::read,
        application,
        name,
        text(types));
  }

  /** All units of an application, visible or not. */
  static List<Unit> all(Connection connection, String application) throws SQLException {
    return Sql.list(connection, SELECT + "WHERE application = ?", Units::read, application);
  }

  private static void indexCases(Connection connection, Unit unit) throws SQLException {
    Sql.run(
        connection,
        "CREATE INDEX IF NOT EXISTS hf_id_%d ON %s (c0)".formatted(unit.id(), unit.table()));
    if (unit.isCoordinated()) {
      Sql.run(
          connection,
          "CREATE INDEX IF NOT EXISTS hf_parent_%d ON %s (c11) WHERE c11 IS NOT NULL"
              .formatted(unit.id(), unit.table()));
    }
  }

  /** Makes the indexes of a store whose version did not have all of those of cases. */
  static void indexCases(Connection connection) throws SQLException {
    List<Unit> cases =
        Sql.list(
            connection,
            SELECT
                + "u WHERE EXISTS (SELECT 1 FROM sqlite_schema v WHERE v.name = 'hf_server_case'"
                + " AND instr(v.sql, 'FROM hf_data_' || u.id || ' ') > 0)",
            Units::read);
    for (Unit unit : cases) {
      indexCases(connection, unit);
    }
  }

  /** The unit with this id. */
  static Unit byId(Connection connection, long id) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE id = ?", Units::read, id)
        .orElseThrow(() -> new IllegalStateException("no unit " + id));
  }

  /** The unit whose rows are visible, empty if no bucket of it is held. */
  public static Optional<Unit> live(Connection connection, String application, String name)
      throws SQLException {
    return Sql.first(
        connection,
        SELECT
            + "u WHERE application = ? AND name = ?"
            + " AND EXISTS (SELECT 1 FROM hf_bucket b WHERE b.unit = u.id) ORDER BY id DESC",
        Units::read,
        application,
        name);
  }

  /** The units of an application whose rows are visible. */
  static List<Unit> live(Connection connection, String application) throws SQLException {
    return Sql.list(
        connection,
        SELECT
            + "u WHERE application = ? AND EXISTS (SELECT 1 FROM hf_bucket b WHERE b.unit = u.id)",
        Units::read,
        application);
  }

  /** Removes the tables of units that have no generation (any more). */
  static void dropUnused(Connection connection) throws SQLException {
    List<Unit> unused =
        Sql.list(
            connection,
            SELECT + "u WHERE NOT EXISTS (SELECT 1 FROM hf_generation g WHERE g.unit = u.id)",
            Units::read);
    for (Unit unit : unused) {
      Sql.run(connection, "DROP TABLE " + unit.table());
      Sql.update(connection, "DELETE FROM hf_unit WHERE id = ?", unit.id());
    }
  }

  private static Unit create(
      Connection connection, String application, String name, List<ColumnType> types)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO hf_unit (application, name, types) VALUES (?, ?, ?)",
        application,
        name,
        text(types));
    Unit unit =
        new Unit(Sql.number(connection, "SELECT last_insert_rowid()"), application, name, types);
    String columns =
        IntStream.range(0, types.size())
            .mapToObj(i -> "c" + i + " " + declared(types.get(i)))
            .collect(Collectors.joining(", "));
    Sql.run(
        connection,
        "CREATE TABLE %s (_gen INTEGER, _key TEXT, _hash INTEGER, %s, PRIMARY KEY (_gen, _key)) WITHOUT ROWID"
            .formatted(unit.table(), columns));
    return unit;
  }

  /** Floating point columns have no declared type: with one, SQLite would turn -0.0 into 0. */
  private static String declared(ColumnType type) {
    return switch (type) {
      case INTEGER, BOOLEAN -> "INTEGER";
      case DOUBLE, REAL -> "";
      case BYTES -> "BLOB";
      case TEXT -> "TEXT";
    };
  }

  private static Unit read(ResultSet row) throws SQLException {
    List<ColumnType> types =
        row.getString(4).isEmpty()
            ? List.of()
            : Arrays.stream(row.getString(4).split(",")).map(ColumnType::valueOf).toList();
    return new Unit(row.getLong(1), row.getString(2), row.getString(3), types);
  }

  private static String text(List<ColumnType> types) {
    return types.stream().map(ColumnType::name).collect(Collectors.joining(","));
  }
}
