package dev.holdfast.kernel.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says which buckets a user holds. */
public final class Buckets {
  private Buckets() {}

  /**
   * The buckets of one table or case type, without duplicates, in the order of the scope's
   * alternatives. An attribute with many values gives a bucket for each; a user without a value for
   * an attribute holds no bucket of that alternative.
   *
   * @param definition the package
   * @param unit name of a table or case type of it
   * @param user the user
   * @throws IllegalArgumentException if the package has no such unit
   */
  public static List<BucketName> of(ApplicationPackage definition, String unit, User user) {
    Set<BucketName> names = new LinkedHashSet<>();
    for (Scope.Alternative alternative : definition.scopeOf(unit).anyOf()) {
      for (String terms : terms(alternative, user)) {
        names.add(new BucketName(definition.application(), unit, terms));
      }
    }
    return List.copyOf(names);
  }

  private static List<String> terms(Scope.Alternative alternative, User user) {
    List<String> combinations = List.of("");
    for (Scope.Term term : alternative.allOf()) {
      combinations =
          combinations.stream()
              .flatMap(
                  before ->
                      values(term.operand(), user).stream()
                          .distinct()
                          .map(value -> BucketName.join(before, term.path(), value)))
              .toList();
    }
    return combinations;
  }

  private static List<String> values(Scope.Operand operand, User user) {
    if (operand instanceof Scope.Constant constant) {
      return List.of(constant.text());
    }
    String attribute = ((Scope.UserValue) operand).attribute();
    return attribute.equals(Scope.USER_NAME)
        ? List.of(user.name())
        : user.attributes().getOrDefault(attribute, List.of());
  }
}
