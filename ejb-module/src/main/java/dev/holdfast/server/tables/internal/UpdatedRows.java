package dev.holdfast.server.tables.internal;

import java.util.List;

/**
 * What an update changed of what a unit declares. Compared byte for byte, which every type can be;
 * an update of other columns has no changed rows, and costs its writer no more than the comparison.
 */
final class UpdatedRows {
  private static final String OLD = "o";
  private static final String NEW = "n";

  private UpdatedRows() {}

  /** Query that yields the old and new keys of changed rows as k1, k2 ... */
  static String keys(UnitShape shape) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < shape.unit().key().size(); i++) {
      String column = '.' + SqlText.identifier(shape.unit().key().get(i));
      keys.append(i == 0 ? "" : ", ");
      keys.append("coalesce(").append(NEW).append(column).append(", ").append(OLD).append(column);
      keys.append(") AS k").append(i + 1);
    }
    return String.format(
        "SELECT %s FROM old_rows %s FULL JOIN new_rows %s ON %s"
            + " WHERE record_image_ne(%s, %s) AND (%s OR %s)",
        keys,
        OLD,
        NEW,
        sameKey(shape, OLD, NEW),
        image(shape, OLD),
        image(shape, NEW),
        shape.filter(OLD),
        shape.filter(NEW));
  }

  /** Query that yields the old and the new versions of changed rows with all their columns. */
  static String rows(UnitShape shape) {
    return side(shape, "new_rows", "old_rows")
        + " UNION ALL "
        + side(shape, "old_rows", "new_rows");
  }

  private static String side(UnitShape shape, String mine, String other) {
    return String.format(
        "SELECT * FROM %s %s WHERE %s AND NOT EXISTS"
            + " (SELECT FROM %s %s WHERE %s AND record_image_eq(%s, %s))",
        mine,
        NEW,
        shape.filter(NEW),
        other,
        OLD,
        sameKey(shape, OLD, NEW),
        image(shape, OLD),
        image(shape, NEW));
  }

  /** Condition that two versions of a row have the same key. */
  static String sameKey(UnitShape shape, String left, String right) {
    return SqlText.each(
        shape.unit().key(),
        " AND ",
        key -> {
          String column = '.' + SqlText.identifier(key);
          return left + column + " = " + right + column;
        });
  }

  /** A row's declared columns as one record. */
  static String image(UnitShape shape, String alias) {
    return "ROW("
        + SqlText.each(
            List.copyOf(shape.declared()), ", ", column -> alias + '.' + SqlText.identifier(column))
        + ")";
  }
}
