package dev.holdfast.server.fleet.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a list may be sorted.
 *
 * @param columns SQL by sort key
 * @param standard {@code ORDER BY} terms when no key is given, the unique one among them
 * @param unique column that breaks ties
 */
record Sorting(Map<String, String> columns, String standard, String unique) {

  /**
   * The end of a statement: order, and the part that is asked for.
   *
   * @throws RefusedException {@code INVALID} for another sort key
   */
  String part(PageRequest page) throws RefusedException {
    return order(page) + " OFFSET " + page.offset() + " LIMIT " + page.limit();
  }

  /**
   * The order alone. What is not known comes before everything, so last when descending.
   *
   * @throws RefusedException {@code INVALID} for another sort key
   */
  String order(PageRequest page) throws RefusedException {
    String key = page.sort();
    if (key == null) {
      return " ORDER BY " + standard;
    }
    String column = columns.get(key);
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "This can't be sorted by " + key + ", only by " + new TreeSet<>(columns.keySet()) + '.');
    }
    return " ORDER BY "
        + column
        + (page.descending() ? " DESC NULLS LAST, " : " NULLS FIRST, ")
        + unique
        + (page.descending() ? " DESC" : "");
  }
}
