package dev.holdfast.server.tables.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Writes the functions of a unit. They run as their owner, under settings that are pinned. */
final class CaptureFunctions {
  private static final String SETTINGS =
      """
      SET search_path = pg_catalog, pg_temp
      SET TimeZone = 'UTC'
      SET DateStyle = 'ISO, YMD'
      SET IntervalStyle = 'postgres'
      SET bytea_output = 'hex'
      SET extra_float_digits = 1
      """;
  private static final String NEW = "SELECT * FROM new_rows s";
  private static final String OLD = "SELECT * FROM old_rows s";

  private final UnitShape shape;
  private final TriggerBody body;
  private final OneRowUpdate single;

  CaptureFunctions(UnitShape shape) {
    this.shape = shape;
    this.body = new TriggerBody(shape);
    this.single = new OneRowUpdate(shape);
  }

  /** Compares everything, and repairs if told to. */
  String settle() {
    SettleSql sql = new SettleSql(shape);
    String all = sql.allKeys();
    return String.format(
        """
        CREATE OR REPLACE FUNCTION %s(repair boolean, OUT missing bigint, OUT extra bigint, OUT different bigint)
        LANGUAGE plpgsql SECURITY DEFINER
        %sAS $body$
        BEGIN
          IF repair THEN
            %s
            EXECUTE %s INTO missing, extra, different;
          ELSE
            EXECUTE %s INTO missing, extra, different;
          END IF;
        END
        $body$\
        """,
        CaptureNames.settleFunction(shape.name()),
        SETTINGS,
        lockTables(),
        TriggerBody.dollar(sql.writeAndCount(all)),
        TriggerBody.dollar(sql.countOnly(all)));
  }

  /** What the triggers of the unit's own relation call. */
  String ofSource() {
    String filter = " WHERE " + shape.filter(JoinStep.SOURCE);
    return trigger(
        CaptureNames.changedFunction(shape.name()),
        (operation, rows) -> {
          String filtered = SqlText.each(rows, " UNION ALL ", query -> query + filter);
          boolean update = rows.size() > 1;
          String touched =
              update
                  ? UpdatedRows.keys(shape)
                  : "SELECT " + shape.sourceKey(JoinStep.SOURCE) + " FROM (" + filtered + ") s";
          if (shape.keyMayRepeat()) {
            touched = "SELECT DISTINCT " + shape.keyList() + " FROM (" + touched + ") k";
          }
          String changed = update ? UpdatedRows.rows(shape) : filtered;
          String whole = body.ofSource(filtered, touched, ParentLocks.of(shape, null, changed));
          return update && single.isPossible() ? single.statements() + whole : whole;
        });
  }

  /** What the triggers of a relation call that the scope leads through. */
  String ofParent(JoinStep step) {
    return trigger(
        CaptureNames.parentFunction(shape.name(), step.alias()),
        (operation, rows) -> {
          String changed =
              rows.size() == 1
                  ? rows.get(0) + filter(step, " WHERE ", JoinStep.SOURCE)
                  : changed(step, 0) + " UNION ALL " + changed(step, 1);
          List<String> locks = new ArrayList<>();
          if (!operation.equals("DELETE") && !step.hop().ordered()) {
            locks.add(ParentLocks.appearing(step, appearing(step, operation)));
          }
          locks.addAll(ParentLocks.of(shape, step, changed));
          return body.ofParent(changed, touchedThrough(step, changed), locks);
        });
  }

  /** A function that does nothing, for triggers that can't be dropped at once. */
  static String idle(String function) {
    return String.format(
        "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL;"
            + " END'",
        function);
  }

  private String trigger(String name, BiFunction<String, List<String>, String> part) {
    return String.format(
        """
        CREATE OR REPLACE FUNCTION %s() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER
        %sAS $body$
        DECLARE
          affected bigint;
          alone boolean;
          one record;
        BEGIN
          IF TG_OP = 'INSERT' THEN
        %s  ELSIF TG_OP = 'UPDATE' THEN
        %s  ELSIF TG_OP = 'DELETE' THEN
        %s  ELSE
        %s  END IF;
          RETURN NULL;
        END
        $body$\
        """,
        name,
        SETTINGS,
        part.apply("INSERT", List.of(NEW)),
        part.apply("UPDATE", List.of(NEW, OLD)),
        part.apply("DELETE", List.of(OLD)),
        body.everything());
  }

  /**
   * Writers of everything that decides on memberships wait while all of them are repaired. Of what
   * is scanned nobody else writes the entries, so only one scan waits for another.
   */
  private String lockTables() {
    if (shape.scanned()) {
      return "PERFORM pg_advisory_xact_lock(hashtext(" + SqlText.literal(shape.name()) + "));";
    }
    Set<String> tables = new LinkedHashSet<>(List.of(shape.source().sql()));
    shape.joins().forEach(step -> tables.add(step.parent().sql()));
    return "LOCK TABLE " + String.join(", ", tables) + " IN SHARE ROW EXCLUSIVE MODE;";
  }

  /** Rows of the old (1) or new (0) side of an update that have no equal on the other side. */
  private String changed(JoinStep step, int side) {
    String mine = side == 0 ? "new_rows" : "old_rows";
    String other = side == 0 ? "old_rows" : "new_rows";
    String key = SqlText.identifier(step.key().name());
    List<String> used = List.copyOf(shape.used().getOrDefault(step.alias(), Set.of()));
    String same =
        SqlText.each(
            used,
            "",
            c -> {
              String column = SqlText.identifier(c);
              return " AND m." + column + "::text IS NOT DISTINCT FROM o." + column + "::text";
            });
    return String.format(
        "SELECT m.* FROM %s m WHERE NOT EXISTS (SELECT 1 FROM %s o WHERE o.%s = m.%s%s)%s",
        mine, other, key, key, same, filter(step, " AND ", "m"));
  }

  /** What rows have to meet to be referred to at all, if anything. */
  private static String filter(JoinStep step, String word, String alias) {
    return step.hop().filter().isEmpty() ? "" : word + step.filter(alias);
  }

  private static String appearing(JoinStep step, String operation) {
    String keys = "SELECT s." + SqlText.identifier(step.key().name()) + "::text AS key FROM ";
    String fresh = keys + "new_rows s";
    return operation.equals("INSERT") ? fresh : fresh + " EXCEPT " + keys + "old_rows s";
  }

  /** Keys of the unit's rows that refer, directly or through others, to changed rows. */
  private String touchedThrough(JoinStep step, String changed) {
    StringBuilder from = new StringBuilder("(" + changed + ") " + step.alias());
    JoinStep at = step;
    while (at != null) {
      JoinStep referring = at.from();
      String relation = referring == null ? shape.source().sql() : referring.parent().sql();
      from.append(" JOIN ").append(relation).append(' ').append(at.fromAlias());
      from.append(" ON ").append(at.backFrom(at.alias()));
      from.append(referring == null ? "" : filter(referring, " AND ", referring.alias()));
      at = referring;
    }
    return String.format(
        "SELECT DISTINCT %s FROM %s WHERE %s",
        shape.sourceKey(JoinStep.SOURCE), from, shape.filter(JoinStep.SOURCE));
  }
}
