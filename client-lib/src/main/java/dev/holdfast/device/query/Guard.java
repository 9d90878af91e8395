package dev.holdfast.device.query;

import dev.holdfast.device.store.Sql;
import dev.holdfast.device.store.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a query reads the views and does nothing else. What its text may name is seen in
 * the text, wherever a name could stand: none of the library's own tables, which hold the session,
 * none of SQLite's, and no pragma. What it would do is seen in SQLite's program for it, without
 * running that: no writing, and no function or kind of table that is not known to be harmless. The
 * connection refuses writes besides ({@code query_only}).
 */
final class Guard {
  private static final Set<String> QUERIES = Set.of("select", "with", "values");
  private static final List<String> OWN = List.of("hf_", "sqlite_", "pragma_");

  /** Instructions of SQLite's machine that call a function, which they name. */
  private static final Set<String> CALLS =
      Set.of("Function", "PureFunc", "AggStep", "AggStep1", "AggInverse", "AggValue", "AggFinal");

  /** Instructions that begin a transaction (to write, if the second operand says so), or open. */
  private static final String BEGIN = "Transaction";

  private static final String OPEN_TO_WRITE = "OpenWrite";
  private static final String OPEN_OTHER = "VOpen";

  /** SQLite's own words in the driver's message. */
  private static final Pattern SAID = Pattern.compile("\\((.*)\\)$", Pattern.DOTALL);

  private static final Pattern NAMED =
      Pattern.compile("near \"([^\"]+)\"|token: \"([^\"]+)\"|: (?:\\w+\\.)?([^\\s:]+)$");

  private final Connection connection;
  private final String sql;
  private final SqlText text;

  private Guard(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
    this.text = new SqlText(sql);
  }

  /** An instruction of SQLite's machine. */
  private record Instruction(String name, int second, @Nullable String fourth) {}

  /**
   * Checks a query.
   *
   * @throws IllegalArgumentException if it is no query, not a valid one, or not of the views
   */
  static void check(Connection connection, String sql) throws SQLException {
    new Guard(connection, sql).check();
  }

  private void check() throws SQLException {
    if (!QUERIES.contains(text.firstWord())) {
      throw new IllegalArgumentException(
          "Only queries are possible: SELECT, WITH or VALUES. The library's own methods change things.");
    }
    OptionalInt more = text.more();
    if (more.isPresent()) {
      throw new IllegalArgumentException(
          "One query at a time: at %s another one begins, or what is no SQL."
              .formatted(text.place(more.getAsInt())));
    }
    for (String own : OWN) {
      OptionalInt at = text.beginning(own);
      if (at.isPresent()) {
        throw new IllegalArgumentException(
            "Names that begin with %s belong to the store and can't be queried (%s). If it is a value, write ? and give it as an argument."
                .formatted(own, text.place(at.getAsInt())));
      }
    }
    checkProgram();
  }

  private void checkProgram() throws SQLException {
    boolean others = false;
    for (Instruction instruction : program()) {
      if (CALLS.contains(instruction.name())) {
        checkCall(instruction.fourth());
      }
      others |= instruction.name().equals(OPEN_OTHER);
      if (instruction.name().equals(OPEN_TO_WRITE)
          || instruction.name().equals(BEGIN) && instruction.second() != 0) {
        throw new IllegalArgumentException("A query can't change anything; this one would.");
      }
    }
    if (others) {
      checkTables();
    }
  }

  private List<Instruction> program() throws SQLException {
    try {
      return Sql.list(
          connection,
          "EXPLAIN " + sql,
          row -> new Instruction(row.getString(2), row.getInt(4), row.getString(6)));
    } catch (SQLException e) {
      throw mistake(connection, sql, e);
    }
  }

  private void checkCall(@Nullable String called) {
    String function = called == null ? "" : called.replaceFirst("\\(-?\\d+\\)$", "");
    if (!Functions.isAllowed(function.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "The function %s can't be used in queries%s: only those that compute with values can."
              .formatted(function, text.placeOf(function)));
    }
  }

  /** A table that is none of the views has to be named by the query: no view is made of such. */
  private void checkTables() throws SQLException {
    List<String> modules =
        Sql.list(connection, "SELECT name FROM pragma_module_list", row -> row.getString(1));
    for (String module : Functions.refusedTables(modules)) {
      if (text.names(module)) {
        throw new IllegalArgumentException(
            "'%s' can't be queried%s: only the views, json_each and json_tree can."
                .formatted(module, text.placeOf(module)));
      }
    }
  }

  /**
   * What to throw for an error of SQLite that is the query's.
   *
   * @throws SQLException the error, if it is none of the query's
   */
  static RuntimeException mistake(Connection connection, String sql, SQLException e)
      throws SQLException {
    if (!SqlErrors.isMistake(e)) {
      throw e;
    }
    Matcher said = SAID.matcher(String.valueOf(e.getMessage()));
    String why = said.find() ? said.group(1) : String.valueOf(e.getMessage());
    Matcher named = NAMED.matcher(why);
    String name = named.find() ? firstOf(named) : "";
    String known = why.startsWith("no such table") ? known(Sources.views(connection)) : "";
    return new IllegalArgumentException(
        "The query is not valid: %s%s.%s".formatted(why, new SqlText(sql).placeOf(name), known), e);
  }

  private static String known(List<String> views) {
    return views.isEmpty()
        ? " There are none before the first sync."
        : " There are: %s.".formatted(String.join(", ", views));
  }

  private static String firstOf(Matcher matcher) {
    for (int group = 1; group <= matcher.groupCount(); group++) {
      String found = matcher.group(group);
      if (found != null) {
        return found;
      }
    }
    return "";
  }
}
