package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.Output;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast admin issue batch}: many issues decided the same way. */
@Command(
    name = "batch",
    description = "Decide on many issues at once: preview, start, list, show, cancel.",
    synopsisSubcommandLabel = "COMMAND")
final class IssueBatchCommands {
  private static final String BATCHES = "/admin/issue-batches";

  @ParentCommand private @Nullable IssueCommands issues;

  @Command(name = "preview", description = "What a batch would do; changes nothing.")
  int preview(@Mixin IssueFilterOptions filter, @Mixin HowOption how) throws CommandException {
    JsonNode preview = preview(api(), filter, how);
    output().result(preview, text(preview));
    return ExitCode.DONE.code();
  }

  @Command(
      name = "start",
      description = "Decide on the unresolved issues that fit, which nobody else has claimed.")
  int start(
      @Mixin IssueFilterOptions filter,
      @Mixin HowOption how,
      @Option(
              names = "--because",
              paramLabel = "TEXT",
              required = true,
              description = "Why; goes to the histories and the devices.")
          String reason,
      @Option(
              names = "--issues",
              paramLabel = "N",
              description = "Only if there are so many, as the preview said.")
          @Nullable Long expected,
      @Option(
              names = "--with-followers",
              description =
                  "Return or discard what waits behind each issue with it; else that is judged again.")
          boolean withFollowers)
      throws CommandException {
    ApiClient api = api();
    JsonNode preview = preview(api, filter, how);
    ObjectNode order = WireJson.mapper().createObjectNode();
    order.put("how", how.code());
    order.put("reason", reason);
    order.put("issues", expected == null ? preview.path("issues").asLong() : expected);
    if (withFollowers) {
      order.put("withFollowers", true);
      order.set("followers", preview.path("followers"));
    }
    String path = filter.pathUntil(BATCHES, preview.path("seenAt").asText());
    JsonNode batch = api.post(path, order);
    output()
        .result(
            batch,
            "Batch %s decides on %d issue(s); 'holdfast admin issue batch show' tells how it goes."
                .formatted(batch.path("id").asText(), batch.at("/progress/issues").asLong()));
    return ExitCode.DONE.code();
  }

  @Command(name = "list", description = "Batches, the last ones first.")
  int list() throws CommandException {
    var items = api().list(BATCHES);
    output()
        .result(
            items,
            Documents.table(
                items, "id", "status", "startedAt", "startedBy", "how", "progress", "filter"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "How far a batch is, and what it could not decide.")
  int show(@Parameters(paramLabel = "ID", description = "The batch.") UUID id)
      throws CommandException {
    ApiClient api = api();
    ObjectNode batch = api.get(BATCHES + '/' + id).deepCopy();
    batch.set("failed", api.list(BATCHES + '/' + id + "/issues?state=failed"));
    output()
        .result(batch, Documents.linesAndTable(batch, "failed", "number", "issue", "why", "at"));
    return ExitCode.DONE.code();
  }

  @Command(name = "cancel", description = "End a batch: it decides on nothing more.")
  int cancel(@Parameters(paramLabel = "ID", description = "The batch.") UUID id)
      throws CommandException {
    JsonNode batch = api().post(BATCHES + '/' + id + "/cancellation", Map.of());
    output()
        .result(
            batch,
            "Batch %s is cancelled; %d of %d issue(s) were decided."
                .formatted(
                    id,
                    batch.at("/progress/done").asLong(),
                    batch.at("/progress/issues").asLong()));
    return ExitCode.DONE.code();
  }

  /** How issues are decided. */
  static final class HowOption {
    @Option(
        names = "--how",
        paramLabel = "HOW",
        required = true,
        description = "apply, new-case, reopen, return or discard.")
    private String how = "";

    private String code() {
      return how;
    }
  }

  private static JsonNode preview(ApiClient api, IssueFilterOptions filter, HowOption how)
      throws CommandException {
    return api.post(filter.path(BATCHES + "/preview"), Map.of("how", how.code()));
  }

  private static String text(JsonNode preview) {
    JsonNode objections = preview.path("objections");
    return """
        %s issue(s) would be decided on, with %s submission(s) behind them; %s more are claimed by others.
        Of the oldest %s, %s could be decided so as things are.

        %s%s"""
        .formatted(
            preview.path("issues").asText(),
            preview.path("followers").asText(),
            preview.path("claimedByOthers").asText(),
            preview.path("tried").asText(),
            preview.path("possible").asText(),
            objections.isEmpty() ? "" : Documents.table(objections, "issues", "message") + "\n\n",
            Documents.table(
                preview.path("examples"), "number", "reason", "caseType", "action", "user", "id"));
  }

  private ApiClient api() throws CommandException {
    return Objects.requireNonNull(issues).api();
  }

  private Output output() {
    return Objects.requireNonNull(issues).output();
  }
}
