package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.PasswordFile;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import dev.holdfast.kernel.wire.WireJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin user}. */
@Command(name = "user", description = "Users: add, change, list, and what goes to one.")
final class UserCommands extends AdminGroup {

  @Command(name = "add", description = "Add a user.")
  int add(
      @Parameters(paramLabel = "U", description = "Unique name.") String name,
      @Mixin UserValues values)
      throws CommandException {
    ObjectNode user = values.document(WireJson.mapper().createObjectNode());
    user.put("name", name);
    JsonNode added = api().post("/admin/users", user);
    output().result(added, "User %s was added.".formatted(name));
    return ExitCode.DONE.code();
  }

  @Command(name = "set", description = "Change a user; what isn't named stays.")
  int set(
      @Parameters(paramLabel = "U", description = "Name.") String name, @Mixin UserValues values)
      throws CommandException {
    ApiClient api = api();
    String path = "/admin/users/" + Query.segment(name);
    ApiClient.Versioned seen = api.versioned(path);
    JsonNode changed =
        api.put(path, values.document(seen.document().path("attributes")), seen.etag());
    output().result(changed, "User %s was changed.".formatted(name));
    return ExitCode.DONE.code();
  }

  @Command(name = "list", description = "All users.")
  int list() throws CommandException {
    var items = api().list("/admin/users");
    output()
        .result(
            items, Documents.table(items, "name", "displayName", "roles", "attributes", "enabled"));
    return ExitCode.DONE.code();
  }

  @Command(name = "ships", description = "What goes to a user's devices, and why.")
  int ships(@Parameters(paramLabel = "U", description = "Name.") String name)
      throws CommandException {
    JsonNode shipment = api().get("/admin/users/" + Query.segment(name) + "/ships");
    output().result(shipment, Shipment.text(shipment));
    return ExitCode.DONE.code();
  }

  /** What a user may be given. */
  static final class UserValues {
    @Option(names = "--password-file", paramLabel = "F", description = "File with the password.")
    private @Nullable Path passwordFile;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "Name for people.")
    private @Nullable String displayName;

    @Option(names = "--roles", paramLabel = "a,b", description = "All roles.")
    private @Nullable String roles;

    @Option(
        names = "--set",
        paramLabel = "attr=v,...",
        description = "An attribute's values; may be repeated.")
    private Map<String, String> attributes = new LinkedHashMap<>();

    @Option(names = "--enabled", paramLabel = "true|false", description = "May sign in.")
    private @Nullable Boolean enabled;

    /** Only what was given; attributes on top of the present ones. */
    ObjectNode document(JsonNode presentAttributes) throws CommandException {
      ObjectNode document = WireJson.mapper().createObjectNode();
      if (passwordFile != null) {
        document.put("password", new String(PasswordFile.read(passwordFile)));
      }
      if (displayName != null) {
        document.put("displayName", displayName);
      }
      if (roles != null) {
        document.set("roles", WireJson.mapper().valueToTree(Inputs.values(roles)));
      }
      if (!attributes.isEmpty()) {
        ObjectNode all = document.putObject("attributes");
        presentAttributes.properties().forEach(e -> all.set(e.getKey(), e.getValue()));
        attributes.forEach(
            (name, text) -> all.set(name, WireJson.mapper().valueToTree(Inputs.values(text))));
      }
      if (enabled != null) {
        document.put("enabled", enabled);
      }
      return document;
    }
  }
}
