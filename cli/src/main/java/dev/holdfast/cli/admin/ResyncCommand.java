package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast admin resync}: orders a full synchronization, or tells about orders. */
@Command(name = "resync", description = "Push a full synchronization, and watch it.")
final class ResyncCommand extends AdminGroup implements Callable<Integer> {
  @ArgGroup private @Nullable Target target;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; devices are told.")
  private @Nullable String reason;

  @Spec private @Nullable CommandSpec command;

  /** Whom an order is for: one of them. */
  static final class Target {
    @Option(names = "--all", required = true, description = "Every device.")
    private boolean all;

    @Option(names = "--application", paramLabel = "A", required = true, description = "Its users.")
    private @Nullable String application;

    @Option(names = "--role", paramLabel = "R", required = true, description = "Users with it.")
    private @Nullable String role;

    @Option(names = "--user", paramLabel = "U", required = true, description = "One user.")
    private @Nullable String user;

    @Option(names = "--device", paramLabel = "D", required = true, description = "One device.")
    private @Nullable UUID device;

    private Map<String, String> document() {
      if (application != null) {
        return Map.of("kind", "application", "value", application);
      }
      if (role != null) {
        return Map.of("kind", "role", "value", role);
      }
      if (user != null) {
        return Map.of("kind", "user", "value", user);
      }
      return device == null
          ? Map.of("kind", "all", "value", "")
          : Map.of("kind", "device", "value", device.toString());
    }
  }

  @Override
  public Integer call() throws CommandException {
    if (target == null || reason == null) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "Say for whom (--all, --application, --role, --user or --device) and why (--reason TEXT)");
    }
    JsonNode order =
        api().post("/admin/resyncs", Map.of("target", target.document(), "reason", reason));
    output()
        .result(
            order,
            "Ordered for %s device(s): %s"
                .formatted(order.path("devices").asText(), order.path("id").asText()));
    return ExitCode.DONE.code();
  }

  @Command(name = "list", description = "All orders, newest first.")
  int list() throws CommandException {
    var items = api().list("/admin/resyncs");
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "target",
                "reason",
                "orderedBy",
                "orderedAt",
                "devices",
                "waiting",
                "running",
                "done",
                "failed"));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One order and where its devices stand.")
  int show(
      @Parameters(paramLabel = "ID", description = "The order.") UUID id,
      @Option(
              names = "--status",
              paramLabel = "S",
              description =
                  "All devices that are waiting, running, done or failed; otherwise the first 500,"
                      + " those that are not done before the others.")
          @Nullable String status)
      throws CommandException {
    ApiClient api = api();
    String path = "/admin/resyncs/" + id;
    ObjectNode order = api.get(path).deepCopy();
    if (status != null) {
      order.set(
          "progress", api.list(Query.of(path + "/devices").with("status", status).toString()));
    }
    output()
        .result(
            order,
            Documents.linesAndTable(
                order,
                "progress",
                "device",
                "deviceName",
                "user",
                "status",
                "sent",
                "rows",
                "changedAt",
                "error"));
    int rest = order.path("devices").asInt() - order.path("progress").size();
    if (status == null && rest > 0) {
      output().say("%d more device(s) are not shown; see --status S.".formatted(rest));
    }
    return ExitCode.DONE.code();
  }
}
