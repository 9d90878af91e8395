package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.Sha256;
import dev.holdfast.server.tables.api.CaptureUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A unit together with what the catalog says of its relations: all that the generator needs.
 *
 * @param unit the unit
 * @param source its relation
 * @param joins the references that its scope follows, each after the one it starts from
 * @param buckets the bucket of each alternative
 * @param used columns of the rows referred to that decide on memberships, by the step's alias
 */
record UnitShape(
    CaptureUnit unit,
    RelationShape source,
    List<JoinStep> joins,
    List<Bucket> buckets,
    Map<String, Set<String>> used) {
  /** How {@link #lines} begins. */
  static final String SELECT = "SELECT ";

  /**
   * The bucket of a joined row under one alternative, in SQL.
   *
   * @param terms text expression for the bucket's terms
   * @param condition whether the row is in it at all; far cheaper than its terms
   */
  record Bucket(String terms, String condition) {}

  private static final int READABLE = 30;
  private static final int DIGEST = 8;

  /** Layout of capture tables; another one needs new tables. */
  private static final String LAYOUT = "2/";

  /** Layout of those that keep the rows' texts too. */
  private static final String KEEPING = "3/";

  /**
   * What the unit's objects in the database are called: the same as long as application, unit and
   * the key's types stay the same.
   */
  String name() {
    String readable = unit.application() + '_' + unit.name();
    String safe = readable.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    String identity =
        (scanned() ? KEEPING : LAYOUT)
            + unit.application()
            + '/'
            + unit.name()
            + '/'
            + SqlText.each(key(), ",", ColumnShape::identity);
    return safe.substring(0, Math.min(READABLE, safe.length()))
        + '_'
        + Sha256.hex(identity).substring(0, DIGEST);
  }

  /**
   * Whether changes are found by comparing on an interval instead of by triggers. Such a source may
   * be written at any time without a word to capture, so the rows as they were compared are kept:
   * what is sent has to be what was hashed.
   */
  boolean scanned() {
    return unit.strategy() != ReceiveStrategy.CHANGES;
  }

  String captureTable() {
    return "holdfast.capture_" + name();
  }

  List<ColumnShape> key() {
    return unit.key().stream().map(source::column).toList();
  }

  List<ColumnShape> row() {
    return unit.row().stream().map(source::column).toList();
  }

  /** The columns of the capture table that hold the key. */
  List<String> keyNames() {
    return java.util.stream.IntStream.rangeClosed(1, unit.key().size())
        .mapToObj(i -> "k" + i)
        .toList();
  }

  /** {@code k1, k2}. */
  String keyList() {
    return String.join(", ", keyNames());
  }

  /** {@code a.k1, a.k2}. */
  String keyList(String alias) {
    return SqlText.each(keyNames(), ", ", k -> alias + '.' + k);
  }

  /** {@code s."iata" AS k1}. */
  String sourceKey(String alias) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < unit.key().size(); i++) {
      list.append(i == 0 ? "" : ", ").append(alias).append('.');
      list.append(SqlText.identifier(unit.key().get(i))).append(" AS k").append(i + 1);
    }
    return list.toString();
  }

  /** {@code s."iata" = a.k1}. */
  String sourceIs(String alias) {
    StringBuilder condition = new StringBuilder();
    for (int i = 0; i < unit.key().size(); i++) {
      condition.append(i == 0 ? "" : " AND ").append(JoinStep.SOURCE).append('.');
      condition.append(SqlText.identifier(unit.key().get(i)));
      condition.append(" = ").append(alias).append(".k").append(i + 1);
    }
    return condition.toString();
  }

  /** Key of a line as text, from columns k1, k2 ... of an alias. */
  String keyJson(String alias) {
    List<ColumnShape> key = key();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      values.add(key.get(i).named(keyNames().get(i)).json(alias));
    }
    return "json_build_array(" + String.join(", ", values) + ")::text";
  }

  /** Row of a line as text, from the source. */
  String rowJson() {
    return "json_build_array("
        + SqlText.each(row(), ", ", c -> c.json(JoinStep.SOURCE))
        + ")::text";
  }

  /** Condition that a row of the source meets the unit's filter. */
  String filter(String alias) {
    return filter(unit.filter(), alias);
  }

  /** Condition that a row meets all of these. */
  static String filter(List<CaptureUnit.Condition> conditions, String alias) {
    return conditions.isEmpty()
        ? "true"
        : SqlText.each(
            conditions,
            " AND ",
            c -> {
              String column = alias + '.' + SqlText.identifier(c.column());
              return c.equal() == null
                  ? column + " IS NOT NULL"
                  : column + " = " + SqlText.literal(c.equal());
            });
  }

  /** Columns of the source that decide on what a row is and where it goes. */
  Set<String> declared() {
    Set<String> columns = new LinkedHashSet<>(unit.key());
    columns.addAll(unit.row());
    unit.filter().forEach(condition -> columns.add(condition.column()));
    columns.addAll(used.getOrDefault(JoinStep.SOURCE, Set.of()));
    return columns;
  }

  /**
   * Whether the key is only checked when a transaction ends, so that a trigger may see two rows
   * that have it.
   */
  boolean keyMayRepeat() {
    return source.takesTriggers() && !scanned() && !source.unique(unit.key(), true);
  }

  /** {@code SELECT} that makes the lines of a sync, without {@code WHERE}. */
  String lines() {
    if (scanned()) {
      return String.format(
          SELECT
              + "c.bucket, c.xid::text AS xid, c.deleted, %s AS key, c.content"
              + " FROM (SELECT *, hash IS NULL AS deleted FROM %s) c",
          keyJson("c"),
          captureTable());
    }
    return String.format(
        SELECT
            + "c.bucket, c.xid::text AS xid, c.deleted, %s AS key,"
            + " CASE WHEN NOT c.deleted AND s.%s IS NOT NULL THEN %s END AS content"
            + " FROM (SELECT *, hash IS NULL AS deleted FROM %s) c"
            + " LEFT JOIN %s s ON NOT c.deleted AND %s AND %s",
        keyJson("c"),
        SqlText.identifier(unit.key().get(0)),
        rowJson(),
        captureTable(),
        source.sql(),
        sourceIs("c"),
        filter(JoinStep.SOURCE));
  }

  /**
   * Digest by which devices know whether the rows they hold still mean the same. That they are kept
   * is part of it: another capture table doesn't know what went from the one before.
   */
  String definition() {
    return Sha256.hex(
        unit.definition()
            + '\n'
            + SqlText.each(row(), ",", ColumnShape::type)
            + (scanned() ? '\n' + KEEPING : ""));
  }
}
