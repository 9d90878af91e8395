package dev.holdfast.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.ApiClient;
import dev.holdfast.cli.rest.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  /** How a device is ended. */
  static final class Terms {
    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = REASON, description = "Why.")
    private String reason = REASON;

    @ArgGroup(exclusive = true)
    private @Nullable Unsent unsent;

    /** Null if nothing was said of it. */
    private @Nullable Boolean acceptUnsent() {
      return unsent == null ? null : unsent.taken;
    }
  }

  /** What becomes of the actions that it has not sent. */
  static final class Unsent {
    @Option(
        names = "--accept-unsent",
        description =
            "Take the actions that it has not sent: it sends them first. The default, unless an"
                + " earlier order has said no.")
    private boolean taken;

    @Option(
        names = "--no-accept-unsent",
        description = "Don't take the actions that it has not sent.")
    private boolean refused;
  }

  @Command(
      name = "revoke",
      description =
          "End a device's right to sync, at once. It erases its store at its next contact, unless"
              + " that is to be kept.")
  int revoke(
      @Parameters(paramLabel = "ID", description = "The device.") UUID id,
      @Mixin Terms terms,
      @Option(
              names = "--keep-store",
              description = "Leave its store on it, where what is in it can still be read.")
          boolean keepStore)
      throws CommandException {
    if (!keepStore) {
      return wipe(id, terms);
    }
    ApiClient api = api();
    api.delete(
        Query.of("/admin/devices/" + id)
            .with("reason", terms.reason)
            .with("acceptUnsent", Objects.toString(terms.acceptUnsent(), null))
            .toString());
    boolean accepts = acceptsUnsent(device(api, id));
    output()
        .result(
            Map.of("id", id, "status", "revoked", "acceptsUnsent", accepts),
            "Device %s is revoked. What it has not sent %s."
                .formatted(id, accepts ? "is taken at its next contact" : "stays on it"));
    return ExitCode.DONE.code();
  }

  @Command(
      name = "wipe",
      description = "Have a device send what is taken and erase its store at its next contact.")
  int wipe(@Parameters(paramLabel = "ID", description = "The device.") UUID id, @Mixin Terms terms)
      throws CommandException {
    ApiClient api = api();
    Map<String, Object> order = new HashMap<>(Map.of("reason", terms.reason));
    Boolean said = terms.acceptUnsent();
    if (said != null) {
      order.put("acceptUnsent", said);
    }
    api.post("/admin/devices/" + id + "/wipe", order);
    JsonNode device = device(api, id);
    int pending = device.path("pending").asInt();
    boolean accepts = acceptsUnsent(device);
    if (pending > 0) {
      output()
          .say(
              "%d action(s) waited on it at its last contact; %s."
                  .formatted(pending, accepts ? "it sends them first" : "they go with it"));
    }
    output()
        .result(
            Map.of(
                "id", id, "status", "wipe-requested", "pending", pending, "acceptsUnsent", accepts),
            "Device %s will be wiped at its next contact.".formatted(id));
    return ExitCode.DONE.code();
  }

  @Command(name = "show", description = "One device: how it stands, and how it was ended.")
  int show(@Parameters(paramLabel = "ID", description = "The device.") UUID id)
      throws CommandException {
    JsonNode device = device(api(), id);
    output().result(device, device.toPrettyString());
    return ExitCode.DONE.code();
  }

  private static JsonNode device(ApiClient api, UUID id) throws CommandException {
    return api.get("/admin/devices/" + id);
  }

  private static boolean acceptsUnsent(JsonNode device) {
    return device.at("/ending/acceptsUnsent").asBoolean();
  }
}
