package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast admin device}. */
@Command(name = "device", description = "Devices: list, revoke, wipe.")
final class DeviceCommands extends AdminGroup {
  private static final String REASON = "by holdfast admin";

  @Command(name = "list", description = "All devices.")
  int list() throws CommandException {
    var items = api().list("/admin/devices");
    output()
        .result(
            items,
            Documents.table(
                items,
                "id",
                "name",
                "user",
                "status",
                "lastContact",
                "lastSync",
                "lastSyncKind",
                "lastSyncRows",
                "pending"));
    return ExitCode.DONE.code();
  }

  @Command(name = "revoke", description = "End a device's right to sync, at once.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The device.") UUID id,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = REASON, description = "Why.")
          String reason)
      throws CommandException {
    api().delete(Query.of("/admin/devices/" + id).with("reason", reason).toString());
    output().result(Map.of("id", id, "status", "revoked"), "Device %s is revoked.".formatted(id));
    return ExitCode.DONE.code();
  }

  @Command(name = "wipe", description = "Ask a device to erase its store at its next contact.")
  int wipe(
      @Parameters(paramLabel = "ID", description = "The device.") UUID id,
      @Option(names = "--reason", paramLabel = "TEXT", defaultValue = REASON, description = "Why.")
          String reason)
      throws CommandException {
    ApiClient api = api();
    int pending = api.get("/admin/devices/" + id).path("pending").asInt();
    api.post("/admin/devices/" + id + "/wipe", Map.of("reason", reason));
    if (pending > 0) {
      output()
          .say(
              "%d action(s) waited on it at its last contact; they go with it.".formatted(pending));
    }
    output()
        .result(
            Map.of("id", id, "status", "wipe-requested", "pending", pending),
            "Device %s will be wiped at its next contact.".formatted(id));
    return ExitCode.DONE.code();
  }
}
