package dev.holdfast.kernel.rule;

import java.util.List;

/**
 * A column of a row that a rule needs, where it does not ask {@code has} for it.
 *
 * @param path how the rule gets there: the name it begins with ({@code case}, {@code record},
 *     {@code input}, or the variable of a loop; empty if it is none of them), references, and the
 *     column
 * @param table the table of the row
 * @param line line in the rule, from 1
 * @param column column in the line, from 1
 */
public record RowRead(List<String> path, String table, int line, int column) {

  /** What the path begins with. */
  public String root() {
    return path.get(0);
  }

  /** The references on the path. */
  public List<String> references() {
    return path.subList(1, path.size() - 1);
  }

  /** The column that is needed. */
  public String needed() {
    return path.get(path.size() - 1);
  }
}
