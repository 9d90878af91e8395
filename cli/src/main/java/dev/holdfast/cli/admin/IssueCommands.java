package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.WireJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin issue}: the issue workbasket. */
@Command(
    name = "issue",
    description = "The issue workbasket: find, decide, decide on many, export, count.",
    subcommands = {IssueBatchCommands.class, IssueReportCommands.class})
final class IssueCommands extends AdminGroup {
  private static final String ISSUES = "/admin/issues";

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

  @Command(
      name = "list",
      description =
          "Issues, newest first: every submission, or with a status each chain once, by the first.")
  int list(
      @Mixin IssueFilterOptions filter,
      @Option(names = "--csv", description = "Print CSV.") boolean csv)
      throws CommandException {
    String path = filter.path(ISSUES);
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
                "number",
                "id",
                "workbasket",
                "status",
                "reason",
                "case",
                "action",
                "user",
                "waiting",
                "receivedAt",
                "messages"));
    return ExitCode.DONE.code();
  }

  @Command(
      name = "groups",
      description = "Issues by cause, the group with the most unresolved ones first.")
  int groups(@Mixin IssueFilterOptions filter) throws CommandException {
    var items = api().list(filter.path(ISSUES + "/groups"));
    output()
        .result(
            items,
            Documents.table(
                items,
                "reason",
                "application",
                "caseType",
                "packageVersion",
                "field",
                "issues",
                "unresolved",
                "firstAt",
                "lastAt"));
    return ExitCode.DONE.code();
  }

  @Command(name = "export", description = "Whole submissions as a JSON array, with all about them.")
  int export(
      @Mixin IssueFilterOptions filter,
      @Option(names = "--csv", description = "As CSV, the submission in the last column.")
          boolean csv)
      throws CommandException {
    output()
        .raw(
            api()
                .text(filter.path(ISSUES + "/submissions"), csv ? "text/csv" : "application/json"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One issue: base, mine and theirs, and what is possible.")
  int show(@Parameters(paramLabel = "ID", description = "The issue.") UUID id)
      throws CommandException {
    JsonNode issue = api().get(path(id));
    ObjectNode rest = issue.deepCopy();
    rest.remove(List.of("chain", "became"));
    output()
        .result(
            issue,
            Documents.linesAndTable(rest, "fields", "field", "base", "mine", "theirs")
                + under("Behind it:", issue.path("chain"))
                + under("What became of those behind it:", issue.path("became")));
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

  @Command(name = "release", description = "Give up a claim, your own or another member's.")
  int release(@Parameters(paramLabel = "ID", description = "The issue.") UUID id)
      throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(id));
    JsonNode released = api.post(path(id) + "/release", Map.of(), seen.etag());
    output().result(released, "Anybody may take issue %s.".formatted(id));
    return ExitCode.DONE.code();
  }

  @Command(name = "assign", description = "Take an issue for somebody else to decide on.")
  int assign(
      @Parameters(paramLabel = "ID", description = "The issue.") UUID id,
      @Option(names = "--to", paramLabel = "U", required = true, description = "The user.")
          String user)
      throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(id));
    JsonNode assigned = api.post(path(id) + "/assignment", Map.of("user", user), seen.etag());
    output().result(assigned, "Issue %s is %s's.".formatted(id, user));
    return ExitCode.DONE.code();
  }

  @Command(name = "comment", description = "Say something of an issue, for good.")
  int comment(
      @Parameters(paramLabel = "ID", description = "The issue.") UUID id,
      @Parameters(paramLabel = "TEXT", description = "What.") String text)
      throws CommandException {
    JsonNode said = api().post(path(id) + "/comments", Map.of("text", text));
    output().result(said, "Said.");
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
          String reason,
      @Option(
              names = "--with-followers",
              description =
                  "Return or discard what waits behind it with it; else that is judged again.")
          boolean withFollowers)
      throws CommandException {
    ApiClient api = api();
    ApiClient.Versioned seen = api.versioned(path(id));
    ObjectNode decision = WireJson.mapper().createObjectNode();
    decision.put("how", how.toString());
    decision.put("reason", reason);
    decision.set("fields", FieldValues.of(api, seen.document(), set == null ? Map.of() : set));
    if (withFollowers) {
      ArrayNode followers = decision.putArray("followers");
      seen.document().path("chain").forEach(waiting -> followers.add(waiting.path("id")));
    }
    JsonNode resolved = api.post(path(id) + "/resolution", decision, seen.etag());
    output()
        .result(
            resolved,
            "Issue %s is resolved: %s.%s".formatted(id, how, became(resolved.path("became"))));
    return ExitCode.DONE.code();
  }

  private static String under(String title, JsonNode behind) {
    return behind.isEmpty() ? "" : "%n%n%s%s".formatted(title, became(behind));
  }

  /** How those stand that wait, or waited, behind an issue, a line each. */
  private static String became(JsonNode behind) {
    StringBuilder text = new StringBuilder();
    for (JsonNode one : behind) {
      text.append("%n#%s %s: ".formatted(one.path("number").asText(), one.path("action").asText()));
      text.append(
          switch (one.path("status").asText()) {
            case "resolved" -> one.path("resolution").asText();
            case "waiting" -> "waits behind #" + one.path("headNumber").asText();
            default -> "parked again, " + one.path("reason").asText();
          });
    }
    return text.toString();
  }

  private static String path(UUID id) {
    return ISSUES + '/' + id;
  }
}
