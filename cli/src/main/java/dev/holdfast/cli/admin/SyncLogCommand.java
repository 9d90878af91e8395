package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.rest.Query;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast admin sync-log}. */
@Command(name = "sync-log", description = "The log of syncs: list.")
final class SyncLogCommand extends AdminGroup {

  @Command(name = "list", description = "Syncs that devices reported, newest first.")
  int list(
      @Option(names = "--of", paramLabel = "U", description = "Only of this user.")
          @Nullable String user,
      @Option(names = "--device", paramLabel = "ID", description = "Only of this device.")
          @Nullable UUID device,
      @Option(names = "--kind", paramLabel = "K", description = "full or delta.")
          @Nullable String kind,
      @Option(names = "--failed", description = "Only those that failed.") boolean failed,
      @Option(
              names = "--last",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many, at most 500 (default: ${DEFAULT-VALUE}).")
          int last,
      @Option(names = "--csv", description = "Print all of them as CSV.") boolean csv)
      throws CommandException {
    String path =
        Query.of("/admin/syncs")
            .with("user", user)
            .with("device", device == null ? null : device.toString())
            .with("kind", kind)
            .with("failed", failed ? "true" : null)
            .toString();
    if (csv) {
      output().raw(api().text(path, "text/csv"));
      return ExitCode.DONE.code();
    }
    var items =
        api().get(Query.of(path).with("limit", String.valueOf(last)).toString()).path("items");
    output()
        .result(
            items,
            Documents.table(
                items,
                "at",
                "deviceName",
                "user",
                "kind",
                "rows",
                "bytes",
                "millis",
                "healed",
                "error"));
    return ExitCode.DONE.code();
  }
}
