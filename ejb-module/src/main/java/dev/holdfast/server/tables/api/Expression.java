package dev.holdfast.server.tables.api;

/** A value of a row: a column, or a field of a JSON column. */
public sealed interface Expression {

  /** The column that it needs. */
  String column();

  /**
   * A column.
   *
   * @param column its name
   */
  record Column(String column) implements Expression {}

  /**
   * A field of a {@code jsonb} column, as text.
   *
   * @param column the column
   * @param field the field
   */
  record Field(String column, String field) implements Expression {}
}
