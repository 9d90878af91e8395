package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin webhook}: other systems that are told of what became of actions. */
@Command(
    name = "webhook",
    description = "Other systems that learn of changes: add, list, remove, retry.")
final class WebhookCommands extends AdminGroup {
  private static final String WEBHOOKS = "/admin/webhooks";

  @Command(name = "list", description = "Webhooks, and how their delivery goes.")
  int list() throws CommandException {
    var items = api().get(WEBHOOKS).path("items");
    output()
        .result(
            items,
            Documents.table(
                shown(items), "id", "name", "url", "enabled", "waiting", "failed", "lastError"));
    return ExitCode.DONE.code();
  }

  /** The same with the traffic beside the rest. */
  private static List<JsonNode> shown(Iterable<JsonNode> webhooks) {
    List<JsonNode> shown = new ArrayList<>();
    for (JsonNode webhook : webhooks) {
      ObjectNode flat = webhook.deepCopy();
      shown.add(flat.setAll((ObjectNode) webhook.path("traffic")));
    }
    return shown;
  }

  @Command(
      name = "add",
      description =
          "Add a webhook. Its secret is printed this once; the server can't tell it again.")
  int add(
      @Parameters(paramLabel = "NAME", description = "Its name, for people.") String name,
      @Option(
              names = "--url",
              paramLabel = "URL",
              required = true,
              description = "Where messages are posted; begins with https.")
          String url,
      @Option(
              names = "--application",
              paramLabel = "A",
              description = "Of which applications; may be repeated (default: all).")
          @Nullable List<String> applications,
      @Option(
              names = "--type",
              paramLabel = "T",
              description = "Of cases of which types; may be repeated (default: all).")
          @Nullable List<String> types,
      @Option(
              names = "--kind",
              paramLabel = "K",
              description = "applied or parked; may be repeated (default: both).")
          @Nullable List<String> kinds)
      throws CommandException {
    Map<String, Object> wanted = new HashMap<>(Map.of("name", name, "url", url));
    wanted.put("applications", all(applications));
    wanted.put("caseTypes", all(types));
    wanted.put("kinds", all(kinds));
    JsonNode added = api().post(WEBHOOKS, wanted);
    output()
        .result(
            added,
            "Added %s.\nSecret: %s"
                .formatted(added.at("/webhook/id").asText(), added.path("secret").asText()));
    return ExitCode.DONE.code();
  }

  private static List<String> all(@Nullable List<String> names) {
    return names == null ? List.of() : names;
  }

  @Command(name = "remove", description = "Remove a webhook with all messages to it.")
  int remove(@Parameters(paramLabel = "ID", description = "The webhook.") UUID id)
      throws CommandException {
    ApiClient api = api();
    String path = WEBHOOKS + '/' + id;
    api.delete(path, api.versioned(path).etag());
    output().result(Map.of("removed", id), "The webhook is removed.");
    return ExitCode.DONE.code();
  }

  @Command(
      name = "retry",
      description = "Send at once what waits for a webhook or has failed: one message, or all.")
  int retry(
      @Parameters(paramLabel = "ID", description = "The webhook.") UUID id,
      @Option(names = "--message", paramLabel = "M", description = "Only this message.")
          @Nullable UUID message)
      throws CommandException {
    String of = message == null ? "" : "/deliveries/" + message;
    JsonNode retried = api().post(WEBHOOKS + '/' + id + of + "/retry", Map.of());
    output()
        .result(
            retried, "%s message(s) are sent again.".formatted(retried.path("messages").asText()));
    return ExitCode.DONE.code();
  }
}
