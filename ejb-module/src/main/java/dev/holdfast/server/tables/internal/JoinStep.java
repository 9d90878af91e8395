package dev.holdfast.server.tables.internal;

import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One reference that a scope follows, and the alias of the row it leads to.
 *
 * @param alias alias of the row referred to
 * @param from the step that leads to the referring row, null for the unit's own row
 * @param hop the reference
 * @param parent the relation referred to
 * @param key its key column
 * @param textual whether the comparison is by text, because the types differ
 */
record JoinStep(
    String alias,
    @Nullable JoinStep from,
    CaptureUnit.Hop hop,
    RelationShape parent,
    ColumnShape key,
    boolean textual) {

  /** The alias of a unit's own row. */
  static final String SOURCE = "s";

  String fromAlias() {
    return from == null ? SOURCE : from.alias;
  }

  /** The referring value. */
  Expression value() {
    return hop.from();
  }

  /** The referring value as text. */
  String reference() {
    return text(value(), fromAlias());
  }

  /** What a row of this alias has to meet to be referred to; true if nothing. */
  String filter(String target) {
    return UnitShape.filter(hop.filter(), target);
  }

  /** The condition by which a referring row finds the one referred to, which has this alias. */
  String towards(String target) {
    return hop.filter().isEmpty() ? match(target) : match(target) + " AND " + filter(target);
  }

  private String match(String target) {
    String column = target + '.' + SqlText.identifier(key.name());
    if (!textual) {
      return column + " = " + fromAlias() + '.' + SqlText.identifier(value().column());
    } else if (key.isText()) {
      return column + " = (" + reference() + ")::" + key.type();
    }
    String valid =
        "holdfast.input_is_valid(" + reference() + ", " + SqlText.literal(key.type()) + ")";
    String cast = "(" + reference() + ")::" + key.type();
    return String.format(
        "%s = CASE WHEN %s THEN %s END AND %s::text = %s",
        column, valid, cast, column, reference());
  }

  /** The condition by which a row with this alias finds those that refer to it. */
  String backFrom(String target) {
    String column = target + '.' + SqlText.identifier(key.name());
    return textual
        ? reference() + " = " + column + "::text"
        : fromAlias() + '.' + SqlText.identifier(value().column()) + " = " + column;
  }

  /** {@code JOIN} of the row referred to. */
  String join(String kind) {
    return kind + " JOIN " + parent.sql() + ' ' + alias + " ON " + towards(alias);
  }

  /** A value of a row as text. */
  static String text(Expression value, String alias) {
    String column = alias + '.' + SqlText.identifier(value.column());
    return value instanceof Expression.Field field
        ? '(' + column + " ->> " + SqlText.literal(field.field()) + ')'
        : column + "::text";
  }
}
