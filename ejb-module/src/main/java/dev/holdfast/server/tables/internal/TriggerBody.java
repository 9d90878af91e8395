package dev.holdfast.server.tables.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the part of a trigger function that handles one kind of statement: locks, then the one
 * statement.
 *
 * <p>Statements that touch few rows run from plans that PL/pgSQL keeps for the session; a plan made
 * for many rows would be kept too and ruin the small ones, so those are planned each time.
 */
final class TriggerBody {
  private static final int FEW = 100;
  private final UnitShape shape;
  private final SettleSql settle;

  TriggerBody(UnitShape shape) {
    this.shape = shape;
    this.settle = new SettleSql(shape);
  }

  /**
   * PL/pgSQL statements.
   *
   * @param rows query that yields the rows that the statement wrote
   * @param touched query that yields the touched keys as k1, k2 ...
   * @param locks queries to run first
   */
  String of(String rows, String touched, List<String> locks) {
    List<String> steps = new ArrayList<>(locks);
    String write = settle.write(touched);
    return String.format(
        """
            IF NOT (%s) THEN
              %s;
              RETURN NULL;
            END IF;
            affected := (SELECT count(*) FROM (SELECT FROM (%s) r LIMIT %d) n);
            IF affected = 0 THEN
              RETURN NULL;
            END IF;
            IF current_setting('transaction_isolation') <> 'read committed' THEN
              EXECUTE %s;
              %s
            END IF;
            IF affected <= %d THEN
        %s      %s;
            ELSE
        %s      EXECUTE %s;
            END IF;
        """,
        SchemaGuard.holds(shape),
        SchemaGuard.report(shape),
        rows,
        FEW + 1,
        dollar(lockEntries(touched)),
        shape.joins().isEmpty() ? "" : suspicion(),
        FEW,
        SqlText.each(steps, "", TriggerBody::perform),
        write,
        SqlText.each(steps, "", step -> "      EXECUTE " + dollar(step) + ";\n"),
        dollar(write));
  }

  /** PL/pgSQL statement that compares everything capture has with the source. */
  String everything() {
    return String.format(
        """
            IF %s THEN
              EXECUTE %s;
            ELSE
              %s;
            END IF;
        """,
        SchemaGuard.holds(shape),
        dollar(settle.write(settle.allKeys())),
        SchemaGuard.report(shape));
  }

  /**
   * A snapshot taken before another transaction committed doesn't see its entries. Locking them
   * makes PostgreSQL refuse with a serialization failure, as it does for the source's rows.
   */
  private String lockEntries(String touched) {
    return String.format(
        "SELECT 1 FROM %s c JOIN (%s) t USING (%s) FOR UPDATE OF c",
        shape.captureTable(), touched, shape.keyList());
  }

  private String suspicion() {
    return String.format(
        "INSERT INTO holdfast.capture_suspicion (unit, reason) VALUES (%s, 'isolation');",
        SqlText.literal(shape.name()));
  }

  private static String perform(String query) {
    return "      PERFORM " + query.substring("SELECT ".length()) + ";\n";
  }

  static String dollar(String sql) {
    return "$sql$" + sql + "$sql$";
  }
}
