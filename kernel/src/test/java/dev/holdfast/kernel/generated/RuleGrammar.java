package dev.holdfast.kernel.generated;

import dev.holdfast.kernel.app.ValueType;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes rules that compile, over the fields that are in sight. */
final class RuleGrammar {
  private final RandomGenerator random;

  RuleGrammar(RandomGenerator random) {
    this.random = random;
  }

  /** A rule that yields true or false. */
  String condition(String root, Map<String, ValueType> fields) {
    return condition(root, fields, 2);
  }

  private String condition(String root, Map<String, ValueType> fields, int depth) {
    if (depth == 0) {
      return atom(root, fields);
    }
    String one = condition(root, fields, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "!(" + one + ')';
      case 1 -> '(' + one + " && " + condition(root, fields, depth - 1) + ')';
      case 2 -> '(' + one + " || " + condition(root, fields, depth - 1) + ')';
      default -> one;
    };
  }

  private String atom(String root, Map<String, ValueType> fields) {
    if (fields.isEmpty() || random.nextInt(4) == 0) {
      return pick(
          List.of(
              "'boss' in user.roles",
              "user.level > 1",
              "user.name == 'ann'",
              "now > timestamp('2026-06-01T00:00:00Z')",
              "now.getHours() < 12"));
    }
    String name = pick(List.copyOf(fields.keySet()));
    String field = root + '.' + name;
    return random.nextInt(4) == 0
        ? "has(" + field + ')'
        : switch (fields.getOrDefault(name, ValueType.TEXT)) {
          case TEXT -> pick(List.of(field + " == 'a'", field + ".size() > 2"));
          case INTEGER -> field + " > 1";
          case DECIMAL -> field + " < 2.5";
          case BOOLEAN -> field;
          case DATE, INSTANT -> field + " <= now";
          case TIME -> field + " > '08:00'";
          case CHOICE -> field + " == 'a'";
          case CHOICES -> "'a' in " + field;
          case REFERENCE -> "has(" + field + ')';
          case RECORDS -> pick(List.of(field + ".size() > 1", field + ".exists(x, x.id > 'a')"));
          case LOCATION -> field + ".latitude > 0.0";
          case ATTACHMENT -> field + ".size > 10";
        };
  }

  /** A rule that yields a value of a type that can be computed. */
  String value(ValueType type, String root, Map<String, ValueType> fields) {
    List<String> same =
        fields.entrySet().stream()
            .filter(field -> field.getValue() == type)
            .map(field -> root + '.' + field.getKey())
            .toList();
    boolean use = !same.isEmpty() && random.nextBoolean();
    String one = use ? pick(same) : "";
    return switch (type) {
      case TEXT -> use ? one + " + '!'" : "user.name + 'é'";
      case INTEGER -> use ? one + " + 1" : "user.level * 2";
      case DECIMAL -> use ? one + " / 3.0" : pick(List.of("0.1 + 0.2", "1.0 / 0.0", "1e300"));
      case BOOLEAN -> condition(root, fields, 1);
      case DATE, INSTANT -> use ? one + " + duration('36h')" : "now";
      case TIME -> use ? one : "'08:15'";
      case CHOICE -> '(' + condition(root, fields, 1) + ") ? 'a' : 'b'";
      case CHOICES -> use ? one + " + ['c']" : "['c', 'a']";
      case REFERENCE -> pick(List.of("'K1'", "'nowhere'"));
      case RECORDS, LOCATION, ATTACHMENT -> throw new IllegalArgumentException("not computed");
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
