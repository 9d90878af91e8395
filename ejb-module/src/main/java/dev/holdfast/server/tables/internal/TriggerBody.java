package dev.holdfast.server.tables.internal;

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
   * PL/pgSQL statements of a trigger of the unit's own relation. Whether everything is as it was
   * and how many rows there are is one question.
   *
   * @param rows query that yields the rows that the statement wrote
   * @param touched query that yields the touched keys as k1, k2 ...
   * @param locks queries to run first
   */
  String ofSource(String rows, String touched, List<String> locks) {
    String look =
        String.format(
            """
                affected := (SELECT CASE WHEN %s THEN count(*) ELSE -1 END
                  FROM (SELECT FROM (%s) r LIMIT %d) n);
                IF affected = 0 THEN
                  RETURN NULL;
                ELSIF affected < 0 THEN
                  %s;
                  RETURN NULL;
                END IF;
            """,
            SchemaGuard.holds(shape), rows, FEW + 1, SchemaGuard.report(shape));
    return look + write(touched, locks, settle.writeMany(touched));
  }

  /**
   * PL/pgSQL statements of a trigger of a relation referred to, whose rows can't even be counted
   * before it is known that the columns are there.
   *
   * @param rows query that yields the rows that the statement changed
   * @param touched query that yields the touched keys as k1, k2 ...
   * @param locks queries to run first
   */
  String ofParent(String rows, String touched, List<String> locks) {
    String look =
        String.format(
            """
                IF NOT (%s) THEN
                  %s;
                  RETURN NULL;
                END IF;
                affected := (SELECT count(*) FROM (SELECT FROM (%s) r LIMIT %d) n);
                IF affected = 0 THEN
                  RETURN NULL;
                END IF;
            """,
            SchemaGuard.holds(shape), SchemaGuard.report(shape), rows, FEW + 1);
    return look + write(touched, locks, settle.write(touched));
  }

  private String write(String touched, List<String> locks, String many) {
    return String.format(
        """
            IF current_setting('transaction_isolation') <> 'read committed' THEN
              EXECUTE %s;
              %s
              IF affected > %d THEN
        %s      EXECUTE %s;
                RETURN NULL;
              END IF;
            END IF;
            IF affected <= %d THEN
        %s      %s;
            ELSE
        %s      EXECUTE %s;
            END IF;
        """,
        dollar(lockEntries(touched)),
        shape.joins().isEmpty() ? "" : suspicion(),
        FEW,
        execute(locks),
        dollar(settle.write(touched)),
        FEW,
        SqlText.each(locks, "", TriggerBody::perform),
        settle.write(touched),
        execute(locks),
        dollar(many));
  }

  private static String execute(List<String> locks) {
    return SqlText.each(locks, "", lock -> "      EXECUTE " + dollar(lock) + ";\n");
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
