package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.Query;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin alert}. */
@Command(name = "alert", description = "What has to be looked into: list, close.")
final class AlertCommands extends AdminGroup {

  @Command(name = "list", description = "Alerts, the last ones first.")
  int list(
      @Option(
              names = "--status",
              paramLabel = "S",
              description = "open, closed or all (default: open).")
          @Nullable String status,
      @Option(names = "--kind", paramLabel = "K", description = "healed, drift or problem.")
          @Nullable String kind)
      throws CommandException {
    var items =
        api().list(Query.of("/admin/alerts").with("status", status).with("kind", kind).toString());
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "kind",
                "subject",
                "detail",
                "deviceName",
                "user",
                "times",
                "lastAt",
                "closedBy",
                "closedReason"));
    return ExitCode.DONE.code();
  }

  @Command(name = "close", description = "Close an alert that was looked into.")
  int close(
      @Parameters(paramLabel = "ID", description = "The alert.") UUID id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "What was found; goes to the audit trail.")
          String reason)
      throws CommandException {
    JsonNode closed = api().post("/admin/alerts/" + id + "/closing", Map.of("reason", reason));
    output()
        .result(
            closed,
            "Closed by %s: %s"
                .formatted(closed.path("closedBy").asText(), closed.path("closedReason").asText()));
    return ExitCode.DONE.code();
  }
}
