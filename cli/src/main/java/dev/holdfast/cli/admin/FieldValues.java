package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.casework.TextFields;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values typed on the command line in their JSON form, by the types that the package in force gives
 * the fields: it is the one that the server decides by.
 */
final class FieldValues {
  private FieldValues() {}

  /**
   * The values as JSON; an empty one removes the field's value.
   *
   * @param issue the issue, which names application and case type
   * @param typed text by field
   * @throws CommandException if there is no such field, or a text is no value of it
   */
  static ObjectNode of(ApiClient api, JsonNode issue, Map<String, String> typed)
      throws CommandException {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (typed.isEmpty()) {
      return values;
    }
    CaseType type = caseType(api, issue);
    try {
      TextFields.read(type, typed)
          .forEach(
              (name, value) ->
                  values.set(
                      name,
                      value == null
                          ? JsonNodeFactory.instance.nullNode()
                          : WireJson.mapper().<JsonNode>valueToTree(Values.toJson(value))));
      return values;
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static CaseType caseType(ApiClient api, JsonNode issue) throws CommandException {
    String application = issue.path("application").asText("");
    String name = issue.path("caseType").asText("");
    @Nullable CaseType type = null;
    for (JsonNode version :
        api.list(Query.of("/admin/packages").with("application", application).toString())) {
      if (version.path("active").asBoolean()) {
        type = caseType(api, application, version.path("version").asText(), name);
      }
    }
    if (type == null) {
      throw new CommandException(
          ExitCode.USAGE,
          "--set is not possible here: the package in force has no case type \"%s\"."
              .formatted(name));
    }
    return type;
  }

  private static @Nullable CaseType caseType(
      ApiClient api, String application, String version, String name) throws CommandException {
    String path = "/packages/%s/%s".formatted(Query.segment(application), Query.segment(version));
    try {
      return PackageReader.read(api.text(path, "application/yaml")).cases().get(name);
    } catch (PackageException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "This version of the command can't read package %s %s.".formatted(application, version),
          e);
    }
  }
}
