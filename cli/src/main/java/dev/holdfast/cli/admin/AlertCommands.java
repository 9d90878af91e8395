package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.ArrayList;
import java.util.List;
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
      @Option(
              names = "--kind",
              paramLabel = "K",
              description = "healed, drift, problem, scanner, store or content.")
          @Nullable String kind)
      throws CommandException {
    var items =
        api().list(Query.of("/admin/alerts").with("status", status).with("kind", kind).toString());
    output()
        .result(
            items,
            Documents.table(
                shown(items),
                "id",
                "version",
                "kind",
                "subject",
                "detail",
                "devices",
                "times",
                "lastAt",
                "closedBy",
                "closedReason"));
    return ExitCode.DONE.code();
  }

  /** The same with the devices concerned as words. */
  private static List<JsonNode> shown(Iterable<JsonNode> alerts) {
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode alert : alerts) {
      List<String> devices = new ArrayList<>();
      for (JsonNode device : alert.path("devices")) {
        devices.add(
            "%s of %s".formatted(device.path("name").asText(), device.path("user").asText()));
      }
      long more = alert.path("moreDevices").asLong();
      if (more > 0) {
        devices.add("and " + more + " more");
      }
      ObjectNode one = alert.deepCopy();
      shown.add(one.put("devices", String.join(", ", devices)));
    }
    return shown;
  }

  @Command(name = "close", description = "Close an alert that was looked into.")
  int close(
      @Parameters(paramLabel = "ID", description = "The alert.") UUID id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "What was found; goes to the audit trail.")
          String reason,
      @Option(
              names = "--seen",
              paramLabel = "VERSION",
              description =
                  "Only if it has not come up again since: the version that the list showed"
                      + " (default: as it stands now).")
          @Nullable Long seen)
      throws CommandException {
    ApiClient api = api();
    String path = "/admin/alerts/" + id;
    String etag = seen == null ? api.versioned(path).etag() : "\"" + seen + '"';
    JsonNode closed = api.post(path + "/closing", Map.of("reason", reason), etag);
    output()
        .result(
            closed,
            "Closed by %s: %s"
                .formatted(closed.path("closedBy").asText(), closed.path("closedReason").asText()));
    return ExitCode.DONE.code();
  }
}
