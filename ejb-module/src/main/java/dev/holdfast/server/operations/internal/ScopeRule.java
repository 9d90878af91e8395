package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.Scope.Term;
import dev.holdfast.kernel.app.Scope.UserValue;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One alternative of a scope, in words and for a user. Its buckets are those of {@link
 * dev.holdfast.kernel.app.Buckets}, here together with the values that give them.
 */
final class ScopeRule {
  private final ApplicationPackage definition;
  private final String unit;
  private final Scope.Alternative alternative;

  ScopeRule(ApplicationPackage definition, String unit, Scope.Alternative alternative) {
    this.definition = definition;
    this.unit = unit;
    this.alternative = alternative;
  }

  /**
   * A bucket with what gives it.
   *
   * @param terms terms of its name
   * @param values {@code attribute = value} of the user
   */
  record Given(String terms, List<String> values) {}

  /** The rule as a package says it; empty for everybody's. */
  String text() {
    return alternative.allOf().stream().map(this::text).collect(Collectors.joining(" && "));
  }

  /** The buckets that it gives to a user. */
  List<Given> buckets(User user) {
    List<Given> given = List.of(new Given("", List.of()));
    for (Term term : alternative.allOf()) {
      given =
          given.stream()
              .flatMap(
                  before -> values(term, user).stream().distinct().map(v -> with(before, term, v)))
              .toList();
    }
    return given;
  }

  /** Attributes that it asks for and the user has no value of. */
  List<String> lacking(User user) {
    return alternative.allOf().stream()
        .filter(term -> values(term, user).isEmpty())
        .map(term -> ((UserValue) term.operand()).attribute())
        .distinct()
        .toList();
  }

  private static Given with(Given before, Term term, String value) {
    List<String> values = new ArrayList<>(before.values());
    if (term.operand() instanceof UserValue user) {
      values.add(user.attribute() + " = " + value);
    }
    return new Given(
        BucketName.join(before.terms(), term.path(), value), values.stream().distinct().toList());
  }

  private static List<String> values(Term term, User user) {
    if (term.operand() instanceof UserValue asked) {
      return asked.attribute().equals(Scope.USER_NAME)
          ? List.of(user.name())
          : user.attributes().getOrDefault(asked.attribute(), List.of());
    }
    return List.of(((Scope.Constant) term.operand()).text());
  }

  private String text(Term term) {
    String side = definition.tables().containsKey(unit) ? "row." : "case.";
    String path = side + String.join(".", term.path());
    if (term.operand() instanceof UserValue asked) {
      UserAttribute attribute = definition.userAttributes().get(asked.attribute());
      boolean many = attribute != null && attribute.many();
      return path + (many ? " in user." : " == user.") + asked.attribute();
    }
    return path + " == '" + ((Scope.Constant) term.operand()).text() + '\'';
  }
}
