package dev.holdfast.device.query;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The text of a query, as far as it has to be understood here. What guards the store looks at every
 * character, whether SQLite takes it for a name, a value or a comment: names can be written as
 * values, and what is a comment is for SQLite to say.
 */
final class SqlText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String lower;

  SqlText(String sql) {
    // Only ASCII letters are the same to SQLite; more than it would take for a name is no harm.
    this.lower = sql.toLowerCase(Locale.ROOT);
  }

  /** The first word in lower case, empty if there is none. */
  String firstWord() {
    int begin = blankEnd(0);
    int end = begin;
    while (end < lower.length() && isPart(lower.charAt(end))) {
      end++;
    }
    return lower.substring(begin, end);
  }

  /** Where something stands after the end of the first statement. */
  OptionalInt more() {
    int at = 0;
    while (at < lower.length() && lower.charAt(at) != ';') {
      at = end(at);
    }
    while (at < lower.length() && lower.charAt(at) == ';') {
      at = blankEnd(at + 1);
    }
    return at < lower.length() ? OptionalInt.of(at) : OptionalInt.empty();
  }

  private int blankEnd(int from) {
    int at = from;
    while (at < lower.length() && (Character.isWhitespace(lower.charAt(at)) || isComment(at))) {
      at = end(at);
    }
    return at;
  }

  private boolean isComment(int at) {
    return lower.startsWith("--", at) || lower.startsWith("/*", at);
  }

  /** The end of what begins somewhere: a value or name in quotes, a comment, or a character. */
  private int end(int at) {
    char first = lower.charAt(at);
    return switch (first) {
      case '\'', '"', '`' -> after(String.valueOf(first), at + 1);
      case '[' -> after("]", at + 1);
      case '-' -> isComment(at) ? after("\n", at) : at + 1;
      case '/' -> isComment(at) ? after("*/", at + 2) : at + 1;
      default -> at + 1;
    };
  }

  private int after(String what, int from) {
    int at = lower.indexOf(what, from);
    return at < 0 ? lower.length() : at + what.length();
  }

  /** Where a name that begins so may stand first. */
  OptionalInt beginning(String prefix) {
    for (int at = lower.indexOf(prefix); at >= 0; at = lower.indexOf(prefix, at + 1)) {
      if (at == 0 || !isPart(lower.charAt(at - 1))) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether a name may stand somewhere. */
  boolean names(String name) {
    return next(name.toLowerCase(Locale.ROOT), 0).isPresent();
  }

  private OptionalInt only(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    OptionalInt first = next(wanted, 0);
    return first.isPresent() && next(wanted, first.getAsInt() + 1).isEmpty()
        ? first
        : OptionalInt.empty();
  }

  private OptionalInt next(String name, int from) {
    for (int at = lower.indexOf(name, from); at >= 0; at = lower.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean begins = at == 0 || !isPart(name.charAt(0)) || !isPart(lower.charAt(at - 1));
      boolean ends =
          end == lower.length()
              || !isPart(name.charAt(name.length() - 1))
              || !isPart(lower.charAt(end));
      if (begins && ends) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** A place as people find it. */
  String place(int at) {
    String before = lower.substring(0, at);
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    return "line %d, column %d".formatted(line, at - before.lastIndexOf('\n'));
  }

  /** The only place of a name, in brackets after a blank; nothing if it is not certain. */
  String placeOf(String name) {
    OptionalInt at = name.isEmpty() ? OptionalInt.empty() : only(name);
    return at.isPresent() ? " (" + place(at.getAsInt()) + ')' : "";
  }

  private static boolean isPart(char c) {
    // SQLite takes a byte order mark for white space.
    return c != BYTE_ORDER_MARK && isName(c);
  }

  private static boolean isName(char c) {
    return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
  }
}
