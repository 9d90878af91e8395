package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Change;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code holdfast device watch}: with {@code --json} a document per line, for as long as it runs.
 */
@Command(name = "watch", description = "Keep in sync, and print what changes, until interrupted.")
final class WatchCommand extends DeviceTask {
  @Parameters(arity = "0..1", paramLabel = "CASE", description = "Only this case.")
  private @Nullable UUID only;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "Longest pause between syncs; the server's doorbell makes it shorter (default: ${DEFAULT-VALUE}).")
  private int interval;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    if (interval < 1) {
      throw new CommandException(ExitCode.USAGE, "--interval takes at least 1 second.");
    }
    holdfast.watch(change -> print(holdfast, change));
    return command()
        .interruption()
        .during(
            () -> {
              holdfast.syncUntilInterrupted(Duration.ofSeconds(interval), this::done, this::away);
              return ExitCode.DONE;
            });
  }

  private void done(SyncResult result) {
    if (result.up().parked() > 0) {
      output().say(SyncCommand.parked(result.up()));
    }
  }

  private void away(UnreachableException e) {
    output().say(e.getMessage());
  }

  private void print(Holdfast holdfast, Change change) {
    List<UUID> cases = new ArrayList<>(change.cases());
    cases.removeIf(id -> only != null && !only.equals(id));
    for (UUID id : cases) {
      line(
          holdfast
              .show(id)
              .map(Documents::summary)
              .orElseGet(() -> Map.of("id", id, "gone", true)));
    }
    if (only == null && !change.tables().isEmpty()) {
      line(Map.of("tables", change.tables()));
    }
  }

  private void line(Map<String, @Nullable Object> document) {
    output().raw((output().json() ? json(document) : text(document)) + System.lineSeparator());
  }

  private static String text(Map<String, @Nullable Object> document) {
    return String.join(
        "  ", document.entrySet().stream().map(e -> e.getKey() + '=' + e.getValue()).toList());
  }

  private static String json(Map<String, @Nullable Object> document) {
    try {
      return WireJson.mapper().writeValueAsString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
