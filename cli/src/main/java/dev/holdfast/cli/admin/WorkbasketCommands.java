package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin workbasket}: who decides on which issues. */
@Command(name = "workbasket", description = "Workbaskets and their members: list, members.")
final class WorkbasketCommands extends AdminGroup {
  private static final String WORKBASKETS = "/admin/workbaskets";

  @Command(name = "list", description = "Workbaskets with their members and unresolved issues.")
  int list() throws CommandException {
    var items = api().get(WORKBASKETS).path("items");
    output().result(items, Documents.table(items, "name", "open", "claimed", "users", "roles"));
    return ExitCode.DONE.code();
  }

  @Command(
      name = "members",
      description = "Add members or remove them; they need the role caseworker as well.")
  int members(
      @Parameters(paramLabel = "NAME", description = "The workbasket.") String name,
      @Option(names = "--add-user", paramLabel = "U", description = "May be repeated.")
          @Nullable List<String> addUsers,
      @Option(names = "--remove-user", paramLabel = "U", description = "May be repeated.")
          @Nullable List<String> removeUsers,
      @Option(names = "--add-role", paramLabel = "R", description = "May be repeated.")
          @Nullable List<String> addRoles,
      @Option(names = "--remove-role", paramLabel = "R", description = "May be repeated.")
          @Nullable List<String> removeRoles)
      throws CommandException {
    ApiClient api = api();
    String path = WORKBASKETS + '/' + Query.segment(name);
    ApiClient.Versioned seen = api.versioned(path);
    JsonNode changed =
        api.put(
            path,
            Map.of(
                "users", after(seen.document().path("users"), addUsers, removeUsers),
                "roles", after(seen.document().path("roles"), addRoles, removeRoles)),
            seen.etag());
    output()
        .result(
            changed,
            "Members of %s: users %s; roles %s."
                .formatted(
                    name,
                    Documents.text(changed.path("users")),
                    Documents.text(changed.path("roles"))));
    return ExitCode.DONE.code();
  }

  private static Set<String> after(
      JsonNode before, @Nullable List<String> added, @Nullable List<String> removed) {
    Set<String> members = new TreeSet<>();
    before.forEach(member -> members.add(member.asText()));
    members.addAll(added == null ? List.of() : added);
    members.removeAll(removed == null ? List.of() : removed);
    return members;
  }
}
