package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin issue}: the issue workbasket. */
@Command(name = "issue", description = "The issue workbasket: list, show, claim, resolve.")
final class IssueCommands extends AdminGroup {

  /** How an issue is decided, named as in the API. */
  enum How {
    APPLY("apply"),
    EDIT("edit"),
    NEW_CASE("new-case"),
    REOPEN("reopen"),
    RETURN("return"),
    DISCARD("discard");

    private final String code;

    How(String code) {
      this.code = code;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  @Command(name = "list", description = "Issues, newest first.")
  int list(
      @Option(names = "--workbasket", paramLabel = "W", description = "Only of this workbasket.")
          @Nullable String workbasket,
      @Option(
              names = "--status",
              paramLabel = "S",
              description = "open, claimed, resolved or unresolved.")
          @Nullable String status,
      @Option(names = "--csv", description = "Print CSV.") boolean csv)
      throws CommandException {
    String path =
        Query.of("/admin/issues").with("workbasket", workbasket).with("status", status).toString();
    if (csv) {
      output().raw(api().text(path, "text/csv"));
      return ExitCode.DONE.code();
    }
    var items = api().list(path);
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "workbasket",
                "status",
                "reason",
                "case",
                "action",
                "user",
                "receivedAt",
                "messages"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One issue: base, mine and theirs, and what is possible.")
  int show(@Parameters(paramLabel = "ID", description = "The issue.") UUID id)
      throws CommandException {
    JsonNode issue = api().get(path(id));
    output()
        .result(issue, Documents.linesAndTable(issue, "fields", "field", "base", "mine", "theirs"));
    return ExitCode.DONE.code();
  }

  @Command(name = "claim", description = "Take an issue to decide on it.")
  int claim(@Parameters(paramLabel = "ID", description = "The issue.") UUID id)
      throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(id));
    JsonNode claimed = api.post(path(id) + "/claim", Map.of(), seen.etag());
    output().result(claimed, "Issue %s is yours.".formatted(id));
    return ExitCode.DONE.code();
  }

  @Command(name = "resolve", description = "Decide on an issue.")
  int resolve(
      @Parameters(paramLabel = "ID", description = "The issue.") UUID id,
      @Option(
              names = "--how",
              paramLabel = "HOW",
              required = true,
              description = "${COMPLETION-CANDIDATES}.")
          How how,
      @Option(
              names = "--set",
              paramLabel = "f=v",
              description = "A field's value; may be repeated.")
          @Nullable Map<String, String> set,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "Why; goes to the history and the device.")
          String reason)
      throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(id));
    ObjectNode decision = WireJson.mapper().createObjectNode();
    decision.put("how", how.toString());
    decision.put("reason", reason);
    decision.set("fields", FieldValues.of(api, seen.document(), set == null ? Map.of() : set));
    JsonNode resolved = api.post(path(id) + "/resolution", decision, seen.etag());
    output().result(resolved, "Issue %s is resolved: %s.".formatted(id, how));
    return ExitCode.DONE.code();
  }

  private static String path(UUID id) {
    return "/admin/issues/" + id;
  }
}
