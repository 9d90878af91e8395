package dev.holdfast.kernel.app;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which workbasket gets the issues of a case type.
 *
 * @param workbasket the one that gets what no route takes
 * @param routes in order: the first that fits takes an issue
 */
public record IssueRouting(String workbasket, List<Route> routes) {

  /** Everything to one workbasket. */
  public static IssueRouting to(String workbasket) {
    return new IssueRouting(workbasket, List.of());
  }

  /**
   * Where some issues go; all of what it names has to fit.
   *
   * @param workbasket its workbasket
   * @param reasons codes of why the action was parked, empty for any
   * @param actions names of actions, empty for any
   * @param when what has to hold of who submitted or of what was submitted, null for anything
   */
  public record Route(
      String workbasket, List<String> reasons, List<String> actions, @Nullable Condition when) {
    private boolean fits(Parked parked) {
      return (reasons.isEmpty() || reasons.contains(parked.reason()))
          && (actions.isEmpty() || actions.contains(parked.action()))
          && (when == null || when.holds(parked));
    }
  }

  /**
   * An equality. An attribute with many values fits if one of them does.
   *
   * @param of whose value
   * @param name the user's attribute, {@link Scope#USER_NAME} for the name; or the field
   * @param value the constant, as text
   */
  public record Condition(Subject of, String name, String value) {
    private boolean holds(Parked parked) {
      return switch (of) {
        case USER -> values(parked.user()).contains(value);
        case INPUT -> value.equals(String.valueOf(parked.fields().get(name)));
      };
    }

    private List<String> values(User user) {
      return name.equals(Scope.USER_NAME)
          ? List.of(user.name())
          : user.attributes().getOrDefault(name, List.of());
    }
  }

  /** Whose value a condition looks at. */
  public enum Subject {
    /** Who submitted the action. */
    USER,
    /** The fields that the action sets. */
    INPUT
  }

  /**
   * What a route looks at.
   *
   * @param reason code of why it was parked
   * @param action the action's name
   * @param user who submitted it
   * @param fields what it sets, in JSON form
   */
  public record Parked(
      String reason, String action, User user, Map<String, ? extends @Nullable Object> fields) {}

  /** The workbasket that a parked action goes to. */
  public String workbasketOf(Parked parked) {
    return routes.stream()
        .filter(route -> route.fits(parked))
        .map(Route::workbasket)
        .findFirst()
        .orElse(workbasket);
  }
}
