package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be said of a webhook, but for where it goes. */
final class WebhookRules {
  private static final int LONGEST_NAME = 60;
  private static final int MOST_NAMES = 100;
  private static final Set<String> KINDS = Set.of(Message.APPLIED, Message.PARKED);

  private WebhookRules() {}

  /**
   * The values without space around them.
   *
   * @throws RefusedException {@code INVALID} with what is wrong
   */
  static WebhookValues checked(WebhookValues values) throws RefusedException {
    String name = text(values.name());
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.indexOf(0) >= 0) {
      throw invalid("Give it a name of at most " + LONGEST_NAME + " characters.");
    }
    Set<String> kinds = names(values.kinds(), "kinds");
    if (!KINDS.containsAll(kinds)) {
      throw invalid("The kinds are " + Message.APPLIED + " and " + Message.PARKED + ".");
    }
    return new WebhookValues(
        name,
        text(values.url()),
        values.enabled(),
        names(values.applications(), "applications"),
        names(values.caseTypes(), "case types"),
        kinds);
  }

  private static Set<String> names(@Nullable Set<String> given, String what)
      throws RefusedException {
    if (given == null) {
      return Set.of();
    }
    if (given.size() > MOST_NAMES) {
      throw invalid("Name at most " + MOST_NAMES + ' ' + what + ", or none for all.");
    }
    if (given.stream().anyMatch(WebhookRules::isNoName)) {
      throw invalid(
          "Each of the " + what + " has a name of at most " + LONGEST_NAME + " characters.");
    }
    return Set.copyOf(given);
  }

  private static boolean isNoName(@Nullable String name) {
    return name == null || name.isBlank() || name.length() > LONGEST_NAME || name.indexOf(0) >= 0;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(ErrorCode.INVALID, detail);
  }
}
