package dev.holdfast.server.workbasket.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody looks for as a text search of PostgreSQL: each word, or its beginning, has to be
 * there. What looks like an id or a number of an issue is looked for as such as well.
 */
final class SearchWords {
  private static final int MOST = 20;
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{4,36}");
  private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");
  private static final int ID_LENGTH = 36;

  private SearchWords() {}

  /**
   * Adds the words to a query.
   *
   * @param parameters gets the parameters of the expression, in order
   * @return an expression of type {@code tsquery}, empty if the text has no words
   */
  static String expression(String text, List<? super String> parameters) {
    List<String> words =
        Arrays.stream(text.strip().split("\\s+"))
            .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
            .limit(MOST)
            .toList();
    StringBuilder expression = new StringBuilder();
    for (String word : words) {
      expression.append(expression.isEmpty() ? "(" : " && (");
      expression.append(one(word, parameters)).append(')');
    }
    return expression.toString();
  }

  private static String one(String word, List<? super String> parameters) {
    if (word.startsWith("#") && NUMBER.matcher(word).matches()) {
      parameters.add(quoted(word));
      return "?::tsquery";
    }
    boolean id = ID.matcher(word).matches();
    if (id && word.length() == ID_LENGTH) {
      parameters.add(quoted(word.toLowerCase(Locale.ROOT)));
      return "?::tsquery";
    }
    StringBuilder either = new StringBuilder("to_tsquery('simple', ?)");
    parameters.add(quoted(word) + ":*");
    if (id) {
      either.append(" || ?::tsquery");
      parameters.add(quoted(word.toLowerCase(Locale.ROOT)) + ":*");
    }
    var number = NUMBER.matcher(word);
    if (number.matches()) {
      either.append(" || ?::tsquery");
      parameters.add(quoted('#' + number.group(1)));
    }
    return either.toString();
  }

  private static String quoted(String word) {
    return '\'' + word.replace("\\", "\\\\").replace("'", "''") + '\'';
  }
}
