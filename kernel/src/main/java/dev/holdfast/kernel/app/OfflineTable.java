package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;

/**
 * A table, view or foreign table of the database whose rows devices carry.
 *
 * @param name name within the application, also on the device
 * @param source schema-qualified relation, for example {@code demo.airport}
 * @param key key columns, a subset of {@code columns}
 * @param columns columns that devices get, in this order
 * @param references column to the offline table that it refers to by that table's single key column
 * @param scope whose devices carry a row
 * @param receive how changes are found
 * @param indexes what devices look rows up by: each the columns of one index, in order
 * @param priority when it comes to a device that does not have it yet
 */
public record OfflineTable(
    String name,
    String source,
    List<String> key,
    List<String> columns,
    Map<String, String> references,
    Scope scope,
    ReceiveStrategy receive,
    List<List<String>> indexes,
    Priority priority) {

  /** The same table with another scope. */
  public OfflineTable with(Scope other) {
    return new OfflineTable(
        name, source, key, columns, references, other, receive, indexes, priority);
  }
}
