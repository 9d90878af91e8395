package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What users may be called and given. */
final class UserRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");
  private static final int MAX_TEXT = 200;
  private static final int MAX_VALUES = 10_000;

  private UserRules() {}

  static void requireName(String name) throws RefusedException {
    require(
        NAME.matcher(name).matches(),
        "A user's name has 1 to 100 of A-Z, a-z, 0-9, '.', '_', '@', '-', and starts with a letter"
            + " or digit.");
  }

  static void requireGood(Passwords passwords, String password) throws RefusedException {
    String complaint = passwords.complaint(password);
    require(complaint == null, String.valueOf(complaint));
  }

  static void requireValid(UserChange values) throws RefusedException {
    if (values.displayName() != null) {
      requireText("display name", values.displayName());
    }
    if (values.roles() != null) {
      for (String role : values.roles()) {
        requireWord("role", role);
      }
    }
    if (values.attributes() != null) {
      int count = 0;
      for (Map.Entry<String, List<String>> attribute : values.attributes().entrySet()) {
        requireWord("attribute", attribute.getKey());
        for (String value : attribute.getValue()) {
          requireText("value of " + attribute.getKey(), value);
          count++;
        }
      }
      require(count <= MAX_VALUES, "A user has at most " + MAX_VALUES + " attribute values.");
    }
  }

  private static void requireWord(String what, String word) throws RefusedException {
    require(
        WORD.matcher(word).matches(),
        "The " + what + " '" + word + "' is not a name: letters, digits, '_' and '-'.");
  }

  private static void requireText(String what, @Nullable String text) throws RefusedException {
    require(
        text != null && !text.isBlank() && text.length() <= MAX_TEXT && text.indexOf(0) < 0,
        "A " + what + " has 1 to " + MAX_TEXT + " characters.");
  }

  private static void require(boolean good, String complaint) throws RefusedException {
    if (!good) {
      throw new RefusedException(ErrorCode.INVALID, complaint);
    }
  }
}
