package dev.holdfast.server.tables.internal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pieces of SQL text: quoting and joining. */
final class SqlText {
  private SqlText() {}

  /** A quoted identifier. */
  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A string literal that means the same whatever the session's settings. */
  static String literal(String text) {
    String quoted = '\'' + text.replace("'", "''") + '\'';
    return text.indexOf('\\') < 0 ? quoted : 'E' + quoted.replace("\\", "\\\\");
  }

  /** Every item's text, with a separator between them. */
  static <T> String each(List<T> items, String separator, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(separator));
  }
}
