package dev.holdfast.server.tables.internal;

import dev.holdfast.kernel.wire.ColumnType;
import java.util.Set;

/**
 * A column as the catalog has it.
 *
 * @param name its name
 * @param type its type as SQL writes it
 * @param base name of the type under all domains
 * @param kind {@code typtype} of that: b base, e enum, c composite, r range ...
 * @param scaled whether the declaration limits the scale (numeric)
 * @param notNull whether it is declared not null
 * @param plainCollation whether texts are equal only if their bytes are
 * @param computed whether its values are made when they are read (virtual generated, PostgreSQL
 *     18): the rows that triggers see don't have them
 * @param typeId the type's number in this database
 */
record ColumnShape(
    String name,
    String type,
    String base,
    char kind,
    boolean scaled,
    boolean notNull,
    boolean plainCollation,
    boolean computed,
    long typeId) {
  private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "name");
  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");

  /** Equal if and only if their texts are; a network's text has its mask, also that of a host. */
  private static final Set<String> EXACT =
      Set.of(
          "uuid",
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "bool",
          "bytea",
          "oid",
          "inet",
          "cidr",
          "macaddr");

  /** Their text depends on settings or on other objects' names. */
  private static final Set<String> UNSTABLE =
      Set.of(
          "money",
          "regclass",
          "regproc",
          "regprocedure",
          "regoper",
          "regoperator",
          "regtype",
          "regrole",
          "regnamespace",
          "regconfig",
          "regdictionary",
          "regcollation");

  /** The same type under another name. */
  ColumnShape named(String other) {
    return new ColumnShape(
        other, type, base, kind, scaled, notNull, plainCollation, computed, typeId);
  }

  /** What has to be the same for a key to be the same, in any database. */
  String identity() {
    return name + ' ' + type + ' ' + base;
  }

  boolean isText() {
    return TEXTS.contains(base);
  }

  /** Whether values that are equal have equal text, and the other way round. */
  boolean mayBeKey() {
    return isText() && plainCollation
        || INTEGERS.contains(base)
        || EXACT.contains(base)
        || kind == 'e'
        || base.equals("numeric") && scaled;
  }

  boolean mayTravel() {
    return kind != 'p' && !UNSTABLE.contains(base);
  }

  /** Whether a column of this type may be compared with one of another without a cast. */
  boolean comparesWith(ColumnShape other) {
    return base.equals(other.base)
        || INTEGERS.contains(base) && INTEGERS.contains(other.base)
        || isText() && other.isText();
  }

  ColumnType columnType() {
    return switch (base) {
      case "int2", "int4", "int8" -> ColumnType.INTEGER;
      case "float8" -> ColumnType.DOUBLE;
      case "float4" -> ColumnType.REAL;
      case "bool" -> ColumnType.BOOLEAN;
      case "bytea" -> ColumnType.BYTES;
      default -> ColumnType.TEXT;
    };
  }

  /** The value in a row's JSON, from a relation's alias. */
  String json(String alias) {
    String column = alias + '.' + SqlText.identifier(name);
    return switch (columnType()) {
      case INTEGER, BOOLEAN -> column;
      // Minus zero would be another text for an equal value.
      case DOUBLE -> '(' + column + " + 0::float8)";
      case REAL -> '(' + column + " + 0::float4)";
      case BYTES, TEXT -> column + "::text";
    };
  }
}
