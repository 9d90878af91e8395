package dev.holdfast.device.query;

import dev.holdfast.device.api.Change;
import dev.holdfast.device.store.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a query reads: the tables and case types whose views it names, whichever generation or
 * physical table is behind them.
 *
 * @param names tables and case types, as a {@link Change} names them
 */
record Sources(Set<String> names) {
  private static final String VIEWS =
      "SELECT name FROM sqlite_schema WHERE type = 'view' AND name NOT LIKE 'hf\\_%' ESCAPE '\\' ORDER BY name";

  /**
   * What decides on what a view shows, cheap to read: its definition, and digests of its rows. What
   * is healed comes with the digest that was held: whole in another generation, in parts as one
   * patch more.
   */
  private static final List<String> MARKS =
      List.of(
          "SELECT sql FROM sqlite_schema WHERE type = 'view' AND (name = ?1 OR name LIKE '%/' || ?1) ORDER BY name",
          "SELECT b.name, b.rows, b.sum, b.generation, (SELECT value FROM hf_setting WHERE name = 'patches')"
              + " FROM hf_unit u JOIN hf_bucket b ON b.unit = u.id WHERE u.name = ?1 ORDER BY b.name",
          "SELECT * FROM hf_overlay WHERE type = ?1 ORDER BY id",
          "SELECT value FROM hf_setting WHERE name = 'not-received' AND instr(value, '/' || ?1 || '\"')");

  /** The views that applications can query. */
  static List<String> views(Connection connection) throws SQLException {
    return Sql.list(connection, VIEWS, row -> row.getString(1));
  }

  /** What a query reads. More than that does no harm, so it is enough that a name stands there. */
  static Sources of(Connection connection, String sql) throws SQLException {
    SqlText text = new SqlText(sql);
    Set<String> names = new TreeSet<>();
    for (String view : views(connection)) {
      if (text.names(view)) {
        names.add(view.substring(view.lastIndexOf('/') + 1));
      }
    }
    return new Sources(names);
  }

  /** Whether a change may be one of them. Which case types its cases are of is for the mark. */
  boolean mayShow(Change change) {
    return !change.cases().isEmpty() || change.tables().stream().anyMatch(names::contains);
  }

  /** Something that stays the same as long as none of them has changed. */
  String mark(Connection connection) throws SQLException {
    Fingerprint mark = new Fingerprint();
    for (String name : names) {
      for (String sql : MARKS) {
        Sql.list(connection, sql, row -> add(mark, row), name);
        mark.end();
      }
    }
    return mark.value();
  }

  private static Fingerprint add(Fingerprint mark, ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    for (int i = 1; i <= columns; i++) {
      mark.add(row.getObject(i));
    }
    return mark;
  }
}
