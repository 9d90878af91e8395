package dev.holdfast.device.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What queries may call. Builds of SQLite bring functions that read and write files, load code, or
 * tell of keys; so those are named that compute with values and nothing else, and what is not named
 * is refused. The operators {@code LIKE}, {@code GLOB}, {@code REGEXP}, {@code ->} and {@code ->>}
 * are functions, too.
 */
final class Functions {
  private static final Set<String> ALLOWED =
      words(
          "abs char coalesce format glob hex ifnull iif instr length like likelihood likely lower",
          "ltrim max min nullif printf quote random regexp replace round rtrim sign soundex substr",
          "substring trim typeof unicode unlikely upper -> ->>",
          "date time datetime julianday strftime unixepoch current_date current_time",
          "current_timestamp",
          "avg count group_concat sum total",
          "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value",
          "nth_value",
          "json json_array json_array_length json_extract json_insert json_object json_patch",
          "json_quote json_remove json_replace json_set json_type json_valid json_group_array",
          "json_group_object",
          "acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh degrees exp floor ln log",
          "log10 log2 mod pi pow power radians sin sinh sqrt tan tanh trunc");

  /** Tables that are made of values, not of what is stored. */
  private static final Set<String> TABLES = words("json_each json_tree generate_series");

  private Functions() {}

  private static Set<String> words(String... lines) {
    return Set.copyOf(Stream.of(lines).flatMap(line -> Stream.of(line.split(" "))).toList());
  }

  /** Whether a function may be called. */
  static boolean isAllowed(String function) {
    return ALLOWED.contains(function);
  }

  /** Of the kinds of tables that SQLite knows beside stored ones, those that can't be queried. */
  static Set<String> refusedTables(List<String> modules) {
    Set<String> refused = new TreeSet<>(modules);
    refused.removeAll(TABLES);
    return refused;
  }

  /** All that may be called, for tests. */
  static Set<String> all() {
    return new HashSet<>(ALLOWED);
  }
}
