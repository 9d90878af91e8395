package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Values typed on the command line in their JSON form. The package isn't at hand here, so a field
 * gets the kind of value that it has in the issue already; a number or a boolean, else text.
 */
final class FieldValues {
  private FieldValues() {}

  /**
   * The values as JSON; an empty one removes the field's value.
   *
   * @param typed text by field
   * @param issue the issue, with base, mine and theirs of its fields
   * @throws CommandException if a value isn't of the kind that its field has
   */
  static ObjectNode of(Map<String, String> typed, JsonNode issue) throws CommandException {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, String> entry : typed.entrySet()) {
      values.set(entry.getKey(), value(entry.getKey(), entry.getValue(), issue));
    }
    return values;
  }

  private static JsonNode value(String field, String text, JsonNode issue) throws CommandException {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (text.isEmpty()) {
      return json.nullNode();
    }
    JsonNode known = known(field, issue);
    try {
      if (known.isNumber()) {
        return json.numberNode(Long.parseLong(text));
      }
    } catch (NumberFormatException e) {
      throw new CommandException(ExitCode.USAGE, "%s takes a whole number.".formatted(field), e);
    }
    return known.isBoolean() ? json.booleanNode(Boolean.parseBoolean(text)) : json.textNode(text);
  }

  private static JsonNode known(String field, JsonNode issue) {
    for (JsonNode comparison : issue.path("fields")) {
      if (comparison.path("field").asText().equals(field)) {
        return Stream.of("mine", "theirs", "base")
            .map(comparison::path)
            .filter(value -> !value.isMissingNode() && !value.isNull())
            .findFirst()
            .orElse(JsonNodeFactory.instance.nullNode());
      }
    }
    return JsonNodeFactory.instance.nullNode();
  }
}
