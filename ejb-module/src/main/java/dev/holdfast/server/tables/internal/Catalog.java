package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads PostgreSQL's catalog on one connection. */
final class Catalog {
  private static final String RELATION =
      """
      SELECT c.oid, n.nspname, c.relname, c.relkind::text,
             pg_has_role(c.relowner, 'USAGE') AS owner,
             has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS read,
             has_any_column_privilege(c.oid, 'UPDATE') AS lock,
             row_security_active(c.oid) AS filtered, c.relispartition OR EXISTS (
               SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) AS part,
             EXISTS (SELECT FROM pg_subscription_rel r WHERE r.srrelid = c.oid OR r.srrelid IN (
               SELECT relid FROM pg_partition_tree(c.oid))) AS replicated
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = to_regclass(?)
      """;
  private static final String COLUMNS =
      """
      WITH RECURSIVE base AS (
        SELECT a.attnum, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, a.atttypid AS type_id,
               coalesce(l.collisdeterministic, true) AS plain, a.attgenerated = 'v' AS computed,
               a.atttypmod AS modifier, t.*
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT b.attnum, b.attname, b.type, b.attnotnull OR b.typnotnull, b.type_id, b.plain, b.computed, b.typtypmod, t.*
        FROM base b JOIN pg_type t ON t.oid = b.typbasetype WHERE b.typtype = 'd'
      )
      SELECT attname, type, typname, typtype::text, modifier >= 0 AS scaled, attnotnull, plain, computed, type_id
      FROM base WHERE typtype <> 'd' ORDER BY attnum
      """;
  private static final String UNIQUE_KEYS =
      """
      SELECT array_agg(a.attname::text), i.indimmediate FROM pg_index i
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey[0:i.indnkeyatts-1])
      WHERE i.indrelid = ? AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
      GROUP BY i.indexrelid
      """;
  private static final String DESCENDANTS =
      """
      WITH RECURSIVE tree AS (
        SELECT inhrelid FROM pg_inherits WHERE inhparent = ?
        UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree t ON i.inhparent = t.inhrelid
      )
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM tree JOIN pg_class c ON c.oid = inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') ORDER BY 1
      """;

  private final Sql sql;

  Catalog(Sql sql) {
    this.sql = sql;
  }

  /** A relation by its name as SQL writes it. */
  Optional<RelationShape> relation(String name) throws SQLException {
    Optional<Long> oid = sql.one(RELATION, row -> row.getLong("oid"), name);
    if (oid.isEmpty()) {
      return Optional.empty();
    }
    Map<String, ColumnShape> columns = new LinkedHashMap<>();
    sql.each(COLUMNS, 0, row -> columns.put(row.getString(1), column(row)), oid.get());
    List<RelationShape.UniqueKey> keys = sql.list(UNIQUE_KEYS, Catalog::uniqueKey, oid.get());
    List<String> descendants = sql.list(DESCENDANTS, row -> row.getString(1), oid.get());
    return sql.one(
        RELATION,
        row ->
            new RelationShape(
                row.getString("nspname"),
                row.getString("relname"),
                row.getString("relkind").charAt(0),
                columns,
                keys,
                descendants,
                new RelationShape.Nature(row.getBoolean("part"), row.getBoolean("replicated")),
                rights(row)),
        name);
  }

  /**
   * What is lacking of a script: its mark, or a trigger that is enabled always.
   *
   * @return as a sentence for people, empty if it is installed
   */
  Optional<String> lacking(CaptureScript script) throws SQLException {
    String mark =
        sql.one(
                "SELECT coalesce(obj_description(to_regproc(?), 'pg_proc'), '')",
                row -> row.getString(1),
                script.markedFunction())
            .orElse("");
    if (!mark.equals(script.mark())) {
      return Optional.of("Its capture is not installed, or is not this release's.");
    }
    for (InstalledTrigger trigger : script.triggers()) {
      Optional<String> enabled =
          sql.one(
              "SELECT tgenabled::text FROM pg_trigger"
                  + " WHERE tgname = ? AND tgrelid = to_regclass(?)",
              row -> row.getString(1),
              trigger.name(),
              trigger.table());
      if (enabled.isEmpty()) {
        return Optional.of(trigger.table() + " lacks the trigger " + trigger.name() + '.');
      }
      if (!enabled.get().equals("A")) {
        return Optional.of(
            String.format(
                "The trigger %s of %s is not enabled ALWAYS, so writes under"
                    + " session_replication_role = replica would be missed.",
                trigger.name(), trigger.table()));
      }
    }
    return Optional.empty();
  }

  private static RelationShape.UniqueKey uniqueKey(ResultSet row) throws SQLException {
    Set<String> columns = Set.of((String[]) row.getArray(1).getArray());
    return new RelationShape.UniqueKey(columns, row.getBoolean(2));
  }

  private static RelationShape.Rights rights(ResultSet row) throws SQLException {
    return new RelationShape.Rights(
        row.getBoolean("owner"),
        row.getBoolean("read"),
        row.getBoolean("lock"),
        row.getBoolean("filtered"));
  }

  private static ColumnShape column(ResultSet row) throws SQLException {
    return new ColumnShape(
        row.getString("attname"),
        row.getString("type"),
        row.getString("typname"),
        row.getString("typtype").charAt(0),
        row.getBoolean("scaled"),
        row.getBoolean("attnotnull"),
        row.getBoolean("plain"),
        row.getBoolean("computed"),
        row.getLong("type_id"));
  }
}
