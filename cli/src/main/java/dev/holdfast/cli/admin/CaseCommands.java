package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin case}. */
@Command(name = "case", description = "Cases and their history.")
final class CaseCommands extends AdminGroup {

  @Command(name = "list", description = "Cases, last changed first.")
  int list(
      @Option(names = "--type", paramLabel = "T", description = "Only of this type.")
          @Nullable String type,
      @Option(names = "--stage", paramLabel = "S", description = "Only in this stage.")
          @Nullable String stage)
      throws CommandException {
    ArrayNode items =
        api().list(Query.of("/admin/cases").with("type", type).with("stage", stage).toString());
    output()
        .result(
            items,
            Documents.table(
                items, "id", "type", "stage", "completed", "version", "assignee", "fields"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One case.")
  int show(@Parameters(paramLabel = "ID", description = "The case.") UUID id)
      throws CommandException {
    JsonNode found = api().get(path(id));
    output().result(found, Documents.lines(found));
    return ExitCode.DONE.code();
  }

  @Command(name = "history", description = "All that was done to a case.")
  int history(
      @Parameters(paramLabel = "ID", description = "The case.") UUID id,
      @Option(names = "--verify", description = "Prove that it is untouched instead.")
          boolean verify)
      throws CommandException {
    ApiClient api = api();
    return verify ? verify(api, id) : entries(api, id);
  }

  private int entries(ApiClient api, UUID id) throws CommandException {
    ArrayNode items = api.list(path(id) + "/history");
    output()
        .result(
            items,
            Documents.table(
                items, "at", "user", "device", "action", "outcome", "version", "reason",
                "changes"));
    return ExitCode.DONE.code();
  }

  private int verify(ApiClient api, UUID id) throws CommandException {
    JsonNode verification = api.get(path(id) + "/history/verification");
    boolean intact = verification.path("intact").asBoolean();
    output()
        .result(
            verification,
            intact
                ? "%s entries, untouched.".formatted(verification.path("entries").asText())
                : "NOT as it was written, from entry %s on."
                    .formatted(verification.path("brokenAt").asText()));
    return (intact ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private static String path(UUID id) {
    return "/admin/cases/" + id;
  }
}
