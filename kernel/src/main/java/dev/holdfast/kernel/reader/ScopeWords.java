package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Scopes as messages write them. */
record ScopeWords(Map<String, UserAttribute> attributes) {

  /** An alternative, as in {@code case.assignee == user.name && case.site.state in user.states}. */
  String of(String root, Scope.Alternative alternative) {
    return alternative.allOf().isEmpty()
        ? "true"
        : alternative.allOf().stream()
            .map(term -> root + '.' + String.join(".", term.path()) + operand(term.operand()))
            .collect(Collectors.joining(" && "));
  }

  /** What a term would have to be compared with. */
  static String ofUser(List<String> attributes) {
    return attributes.stream().map(name -> "user." + name).collect(Collectors.joining(" or "));
  }

  private String operand(Scope.Operand operand) {
    if (operand instanceof Scope.Constant constant) {
      return " == '" + constant.text() + '\'';
    }
    String name = ((Scope.UserValue) operand).attribute();
    UserAttribute attribute = attributes.get(name);
    return (attribute != null && attribute.many() ? " in user." : " == user.") + name;
  }
}
