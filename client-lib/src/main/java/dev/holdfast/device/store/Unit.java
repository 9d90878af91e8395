package dev.holdfast.device.store;

import dev.holdfast.kernel.wire.ColumnType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of one table or case type with one list of column types, in a physical table of their own.
 * Columns are {@code c0, c1, ...} there, so that no name from outside can collide.
 *
 * @param id names the physical table
 * @param application application
 * @param name table or case type
 * @param types types of the row's columns
 */
public record Unit(long id, String application, String name, List<ColumnType> types) {

  /** How many columns the row of a case always has. */
  private static final int CASE_ROW = 8;

  /**
   * Whether the rows of cases have what packages that use it add to what a case always has: {@code
   * c8} its worklist, {@code c9} and {@code c10} since when it is open and in its stage, {@code
   * c11} its parent.
   */
  boolean isCoordinated() {
    return types.size() > CASE_ROW;
  }

  /** The physical table. */
  String table() {
    return "hf_data_" + id;
  }

  /** The row's columns, separated by commas. */
  String columns() {
    return IntStream.range(0, types.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
  }

  /** Generations that are visible, as a subquery. */
  String live() {
    return "(SELECT generation FROM hf_bucket WHERE unit = " + id + ")";
  }

  /** A query for its visible rows; one that is in several held buckets comes several times. */
  public String select() {
    return "SELECT %s FROM %s WHERE _gen IN %s".formatted(columns(), table(), live());
  }
}
