package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A user as CEL sees one. */
final class UserValues {
  private UserValues() {}

  static Map<String, Object> of(User user, Map<String, UserAttribute> attributes) {
    Map<String, Object> converted = new HashMap<>();
    converted.put("name", user.name());
    converted.put("roles", List.copyOf(user.roles()));
    for (UserAttribute attribute : attributes.values()) {
      List<Object> values =
          user.attributes().getOrDefault(attribute.name(), List.of()).stream()
              .map(text -> attributeValue(attribute, text))
              .flatMap(Optional::stream)
              .toList();
      if (attribute.many()) {
        converted.put(attribute.name(), values);
      } else if (!values.isEmpty()) {
        converted.put(attribute.name(), values.get(0));
      }
    }
    return converted;
  }

  /** A value that is not of its type is as if it were not there. */
  private static Optional<Object> attributeValue(UserAttribute attribute, String text) {
    return switch (attribute.type()) {
      case INTEGER -> parseLong(text);
      case BOOLEAN -> Optional.of(Boolean.valueOf(text));
      default -> Optional.of(text);
    };
  }

  private static Optional<Object> parseLong(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
