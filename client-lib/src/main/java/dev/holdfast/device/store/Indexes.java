package dev.holdfast.device.store;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.kernel.wire.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The indexes that packages ask for, over the rows of a unit, and those of tables' keys. They don't
 * begin with the generation: so they give an order, too, and are of use however many buckets are
 * held. An index is called by what it is of: another one is another index, and what the live logic
 * does not ask for is dropped. Making one changes nothing that anybody sees.
 */
public final class Indexes {
  private static final int NAME_DIGITS = 12;
  private static final String OURS =
      "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'hf\\_index\\_%' ESCAPE '\\'";

  private Indexes() {}

  /**
   * An index.
   *
   * @param name its name
   * @param table its physical table
   * @param columns columns and expressions
   */
  private record Index(String name, String table, String columns) {
    static Index of(Unit unit, List<String> columns) {
      String list = String.join(", ", columns);
      String digest = Sha256.hex(list).substring(0, NAME_DIGITS);
      return new Index("hf_index_%d_%s".formatted(unit.id(), digest), unit.table(), list);
    }

    void create(Connection connection) throws SQLException {
      Sql.run(
          connection, "CREATE INDEX IF NOT EXISTS %s ON %s (%s)".formatted(name, table, columns));
    }
  }

  /** Makes those of a unit that lack, in the caller's transaction. */
  static void create(Connection connection, ApplicationPackage logic, Unit unit)
      throws SQLException {
    for (Index index : wanted(logic, unit)) {
      index.create(connection);
    }
  }

  /** Makes those of everything that is visible, in the caller's transaction. */
  static void createAll(Connection connection, List<ApplicationPackage> packages)
      throws SQLException {
    for (ApplicationPackage logic : packages) {
      for (String name : names(logic)) {
        Optional<Unit> unit = Units.live(connection, logic.application(), name);
        if (unit.isPresent()) {
          create(connection, logic, unit.get());
        }
      }
    }
  }

  /**
   * Makes those that will be wanted after a switch of what is visible already, so that no screen
   * becomes slow: each in a transaction of its own, so that who writes waits for one of them at
   * most. May be interrupted anywhere.
   *
   * @param packages the logic after the switch
   * @param types the column types after it, by {@code application/name}
   */
  public static void prepare(
      Database database,
      Collection<ApplicationPackage> packages,
      Map<String, List<ColumnType>> types) {
    create(database, database.read(connection -> missing(connection, packages, types)));
  }

  private static List<Index> missing(
      Connection connection,
      Collection<ApplicationPackage> packages,
      Map<String, List<ColumnType>> types)
      throws SQLException {
    List<Index> missing = new ArrayList<>();
    for (ApplicationPackage logic : packages) {
      for (String name : names(logic)) {
        List<ColumnType> columns = types.get(logic.application() + '/' + name);
        if (columns != null && Units.live(connection, logic.application(), name).isPresent()) {
          Units.find(connection, logic.application(), name, columns)
              .ifPresent(known -> missing.addAll(wanted(logic, known)));
        }
      }
    }
    return lacking(missing, there(connection));
  }

  private record Unsettled(List<Index> missing, List<String> unwanted) {}

  /**
   * Makes those of what is visible that lack, which are those of what has just come for the first
   * time: it is to be seen before it is quick to search. Drops those that the live logic does not
   * ask for. Each in a transaction of its own; may be interrupted anywhere.
   */
  public static void settle(Database database, Packages packages) {
    Unsettled unsettled = database.read(connection -> unsettled(connection, packages));
    create(database, unsettled.missing());
    for (String name : unsettled.unwanted()) {
      database.stage(
          connection -> {
            Sql.run(connection, "DROP INDEX IF EXISTS " + name);
            return name;
          });
    }
  }

  private static Unsettled unsettled(Connection connection, Packages packages) throws SQLException {
    List<String> there = there(connection);
    List<String> unwanted = new ArrayList<>(there);
    List<Index> missing = new ArrayList<>();
    for (ApplicationPackage logic : packages.live(connection)) {
      for (Unit unit : Units.all(connection, logic.application())) {
        wanted(logic, unit).forEach(index -> unwanted.remove(index.name()));
      }
      for (Unit unit : Units.live(connection, logic.application())) {
        missing.addAll(wanted(logic, unit));
      }
    }
    return new Unsettled(lacking(missing, there), unwanted);
  }

  private static List<Index> lacking(List<Index> wanted, List<String> there) {
    return wanted.stream().filter(index -> !there.contains(index.name())).toList();
  }

  private static List<String> there(Connection connection) throws SQLException {
    return Sql.list(connection, OURS, row -> row.getString(1));
  }

  private static void create(Database database, List<Index> indexes) {
    for (Index index : indexes) {
      database.stage(
          connection -> {
            index.create(connection);
            return index;
          });
    }
  }

  private static Set<String> names(ApplicationPackage logic) {
    Set<String> names = new HashSet<>(logic.tables().keySet());
    names.addAll(logic.cases().keySet());
    return names;
  }

  private static List<Index> wanted(ApplicationPackage logic, Unit unit) {
    OfflineTable table = logic.tables().get(unit.name());
    CaseType type = logic.cases().get(unit.name());
    if (table != null && table.columns().size() == unit.types().size()) {
      return ofTable(table, unit);
    }
    return type == null ? List.of() : ofCases(type, unit);
  }

  private static List<Index> ofTable(OfflineTable table, Unit unit) {
    List<Index> indexes = new ArrayList<>();
    int keyColumns = table.key().size();
    boolean keyed =
        table.indexes().stream()
            .anyMatch(
                columns ->
                    columns.size() >= keyColumns
                        && columns.subList(0, keyColumns).equals(table.key()));
    if (!keyed) {
      indexes.add(ofColumns(table, unit, table.key()));
    }
    table.indexes().forEach(columns -> indexes.add(ofColumns(table, unit, columns)));
    return indexes;
  }

  private static Index ofColumns(OfflineTable table, Unit unit, List<String> columns) {
    return Index.of(
        unit, columns.stream().map(column -> "c" + table.columns().indexOf(column)).toList());
  }

  private static List<Index> ofCases(CaseType type, Unit unit) {
    List<Index> indexes = new ArrayList<>();
    CaseColumns rows = new CaseColumns(unit);
    for (List<String> fields : type.indexes()) {
      List<String> columns =
          fields.stream().flatMap(field -> rows.indexed(type, field).stream()).toList();
      if (columns.size() == fields.size()) {
        indexes.add(Index.of(unit, columns));
      }
    }
    return indexes;
  }
}
