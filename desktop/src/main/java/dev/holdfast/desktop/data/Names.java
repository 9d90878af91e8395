package dev.holdfast.desktop.data;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import java.util.List;
import java.util.Locale;

/**
 * How rows of a table are called. Packages don't say that, so it is guessed: by a column that is
 * called like a name, else by the first that is neither key nor reference, else by the key.
 */
final class Names {
  private static final List<String> LIKELY =
      List.of("name", "title", "label", "description", "subject");

  private Names() {}

  /** The column by which people know a row. */
  static String column(OfflineTable table) {
    return LIKELY.stream()
        .flatMap(
            likely ->
                table.columns().stream()
                    .filter(column -> column.toLowerCase(Locale.ROOT).equals(likely)))
        .findFirst()
        .or(
            () ->
                table.columns().stream()
                    .filter(column -> !table.key().contains(column))
                    .filter(column -> !table.references().containsKey(column))
                    .findFirst())
        .orElse(key(table));
  }

  /** The one column of its key. */
  static String key(OfflineTable table) {
    return table.key().get(0);
  }

  /** What a query calls a table, whichever other applications there are. */
  static String view(ApplicationPackage application, OfflineTable table) {
    return quote(application.application() + '/' + table.name());
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
