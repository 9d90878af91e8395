package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.device.api.UnfinishedSync;
import dev.holdfast.device.api.UnreachableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device sync}. */
@Command(name = "sync", description = "Send what was done, receive what is new.")
final class SyncCommand extends DeviceTask {

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description =
          "Made by holdfast admin snapshot: what is in it does not come over the network.")
  private @Nullable Path snapshot;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    SyncResult result = sync(holdfast);
    output().result(Documents.sync(result), text(result));
    return result.up().parked() > 0 ? ExitCode.PARKED : ExitCode.DONE;
  }

  /** A sync that doesn't end well has said, before it fails, what became of the actions. */
  private SyncResult sync(Holdfast holdfast) throws CommandException {
    try {
      Path file = snapshot;
      return watched(
          progress ->
              file == null
                  ? holdfast.sync(progress, new Cancellation())
                  : holdfast.syncFrom(file, progress, new Cancellation()));
    } catch (UnreachableException
        | SyncFailedException
        | SnapshotFileException
        | CancelledException e) {
      e.unfinishedSync().ifPresent(this::tell);
      throw e;
    }
  }

  private void tell(UnfinishedSync unfinished) {
    if (unfinished.up().parked() > 0) {
      output().say(parked(unfinished.up()));
    }
    if (output().json()) {
      output().result(Documents.incomplete(unfinished), "");
    }
  }

  static String parked(SyncResult.Up up) {
    return "%d parked in the issue workbasket: see holdfast device pending.".formatted(up.parked());
  }

  private static String waiting(int pending) {
    return "%d still to be sent: the server could not judge them now, or they came during the sync. Sync again."
        .formatted(pending);
  }

  static String text(SyncResult result) {
    SyncResult.Up up = result.up();
    SyncResult.Down down = result.down();
    String parked = up.parked() == 0 ? "" : System.lineSeparator() + parked(up);
    String waiting =
        result.pending() == 0 ? "" : System.lineSeparator() + waiting(result.pending());
    return "Up: %d sent, %d applied, %d merged. Down (%s): rows %d, buckets %d, bytes %d, in %d ms.%s%s%s"
        .formatted(
            up.sent(),
            up.applied(),
            up.merged(),
            result.kind().code(),
            down.rows(),
            down.buckets(),
            down.bytes(),
            result.duration().toMillis(),
            fromFile(down.fromFile()),
            parked,
            waiting);
  }

  private static String fromFile(SyncResult.FromFile file) {
    if (file.equals(SyncResult.FromFile.NOTHING)) {
      return "";
    }
    String damaged =
        file.damaged() == 0
            ? ""
            : "; %d piece(s) of it were damaged and came from the server".formatted(file.damaged());
    return "%n%d of the rows came from the snapshot file%s.".formatted(file.rows(), damaged);
  }
}
