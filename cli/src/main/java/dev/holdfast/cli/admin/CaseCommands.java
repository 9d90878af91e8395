package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin case}. */
@Command(name = "case", description = "Cases and their history.")
final class CaseCommands extends AdminGroup {

  /** A form of an export, named as on the command line. */
  enum Format {
    JSON("application/json"),
    CSV("text/csv"),
    PDF("application/pdf");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Command(name = "list", description = "Cases, last changed first.")
  int list(
      @Option(names = "--type", paramLabel = "T", description = "Only of this type.")
          @Nullable String type,
      @Option(names = "--stage", paramLabel = "S", description = "Only in this stage.")
          @Nullable String stage,
      @Option(names = "--worklist", paramLabel = "W", description = "Only on this worklist.")
          @Nullable String worklist,
      @Option(names = "--overdue", description = "Only what is overdue, the longest first.")
          boolean overdue)
      throws CommandException {
    ArrayNode items =
        api()
            .list(
                Query.of("/admin/cases")
                    .with("type", type)
                    .with("stage", stage)
                    .with("worklist", worklist)
                    .with("overdue", overdue ? "true" : null)
                    .with("sort", overdue ? "due" : null)
                    .toString());
    items.forEach(CaseCommands::likeOnDevices);
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "type",
                "stage",
                "completed",
                "version",
                "assignee",
                "worklist",
                "dueAt",
                "changedAt"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One case.")
  int show(@Parameters(paramLabel = "ID", description = "The case.") UUID id)
      throws CommandException {
    JsonNode found = api().get(path(id));
    likeOnDevices(found);
    output().result(found, Documents.lines(found));
    return ExitCode.DONE.code();
  }

  @Command(name = "history", description = "All that was done to a case.")
  int history(
      @Parameters(paramLabel = "ID", description = "The case.") UUID id,
      @Option(names = "--verify", description = "Prove that it is untouched, too.") boolean verify,
      @Option(
              names = "--format",
              paramLabel = "json|csv|pdf",
              description = "Write all of it to a file: json with its proof, csv, or pdf.")
          @Nullable Format format,
      @Option(names = "--out", paramLabel = "F", description = "The file for --format.")
          @Nullable Path file)
      throws CommandException {
    if ((format == null) != (file == null)) {
      throw new CommandException(ExitCode.USAGE, "--format and --out go together.");
    }
    if (format != null && file != null) {
      return export(id, format, file);
    }
    ApiClient api = api();
    ArrayNode items = api.list(path(id) + "/history");
    if (!verify) {
      output().result(items, table(items));
      return ExitCode.DONE.code();
    }
    // After the entries, so that none of them is left unproven.
    JsonNode verification = api.get(path(id) + "/history/verification");
    boolean intact = verification.path("intact").asBoolean();
    String proof = proof(verification, intact);
    mark(items, intact ? Long.MAX_VALUE : verification.path("brokenAt").asLong());
    output().result(items, table(items) + "\n\n" + proof);
    if (output().json()) {
      output().say(proof);
    }
    return (intact ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private int export(UUID id, Format format, Path file) throws CommandException {
    long bytes =
        NewFile.write(
            file, out -> api().download(path(id) + "/history/export", format.mediaType, out));
    output()
        .result(
            Map.of("case", id, "file", file.toString(), "bytes", bytes),
            "Wrote %d bytes to %s.".formatted(bytes, file));
    return ExitCode.DONE.code();
  }

  @Command(
      name = "prove",
      description = "Prove, without a server, that a history exported as JSON is untouched.")
  int prove(@Parameters(paramLabel = "F", description = "The exported file.") Path file)
      throws CommandException {
    try {
      HistoryFile.Proof proof = new HistoryFile().prove(file);
      boolean intact = proof.brokenAt() == 0;
      output()
          .result(
              Map.of(
                  "case", proof.caseId(),
                  "entries", proof.entries(),
                  "intact", intact,
                  "brokenAt", proof.brokenAt(),
                  "hash", proof.hash()),
              intact
                  ? "Case %s: %d entries, untouched. Last hash %s."
                      .formatted(proof.caseId(), proof.entries(), proof.hash())
                  : "NOT as it was written, from entry %d on.".formatted(proof.brokenAt()));
      return (intact ? ExitCode.DONE : ExitCode.FAILED).code();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Command(name = "hold", description = "Place a legal hold: the case is not removed.")
  int hold(
      @Parameters(paramLabel = "ID", description = "The case.") UUID id,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason)
      throws CommandException {
    JsonNode hold = api().post(HoldCommands.HOLDS, Map.of("case", id, "reason", reason));
    output().result(hold, "Case %s is under legal hold.".formatted(id));
    return ExitCode.DONE.code();
  }

  @Command(name = "release", description = "Lift the legal holds on a case.")
  int release(
      @Parameters(paramLabel = "ID", description = "The case.") UUID id,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
          String reason)
      throws CommandException {
    return HoldCommands.release(api(), output(), id, reason);
  }

  private static String proof(JsonNode verification, boolean intact) {
    return intact
        ? "%s entries, untouched.".formatted(verification.path("entries").asText())
        : "NOT as it was written, from entry %s on."
            .formatted(verification.path("brokenAt").asText());
  }

  /** Says of each entry whether it is as it was written: all before the first that is not. */
  private static void mark(ArrayNode items, long brokenAt) {
    for (JsonNode entry : items) {
      ((ObjectNode) entry).put("verified", entry.path("position").asLong() < brokenAt);
    }
  }

  private static String table(ArrayNode items) {
    TextTable table =
        new TextTable("at", "user", "device", "action", "outcome", "version", "reason", "changes");
    for (JsonNode entry : items) {
      table.row(
          Documents.text(entry.path("at")),
          Documents.text(entry.path("user")),
          Documents.text(entry.path("device")),
          Documents.text(entry.path("action")),
          Documents.text(entry.path("outcome")),
          Documents.text(entry.path("version")),
          Documents.text(entry.path("reason")),
          Documents.changes(entry.path("changes")));
    }
    return table.toString();
  }

  /** Devices list cases in the same form, with their actions that wait; a server has none. */
  private static void likeOnDevices(JsonNode item) {
    ((ObjectNode) item).put("pending", 0);
  }

  private static String path(UUID id) {
    return "/admin/cases/" + id;
  }
}
