package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.PutOff;
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

  @Option(
      names = "--whatever-it-costs",
      description = "Do all of it now, also by a metered connection.")
  private boolean anyCost;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    if (anyCost && snapshot != null) {
      throw new CommandException(
          ExitCode.USAGE, "--whatever-it-costs and --snapshot: give one of them.");
    }
    SyncResult result = sync(holdfast);
    output().result(Documents.sync(result), text(result));
    return result.up().parked() > 0 ? ExitCode.PARKED : ExitCode.DONE;
  }

  /** A sync that doesn't end well has said, before it fails, what became of the actions. */
  private SyncResult sync(Holdfast holdfast) throws CommandException {
    try {
      Path file = snapshot;
      return watched(
          progress -> {
            if (file != null) {
              return holdfast.syncFrom(file, progress, new Cancellation());
            }
            return anyCost
                ? holdfast.syncWhateverItCosts(progress, new Cancellation())
                : holdfast.sync(progress, new Cancellation());
          });
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
    return "%d still to be sent: the server could not judge them now, they came during the sync, or they wait for contents (see holdfast device pending). Sync again."
        .formatted(pending);
  }

  static String text(SyncResult result) {
    SyncResult.Up up = result.up();
    SyncResult.Down down = result.down();
    String parked = up.parked() == 0 ? "" : System.lineSeparator() + parked(up);
    String waiting =
        result.pending() == 0 ? "" : System.lineSeparator() + waiting(result.pending());
    return "Up: %d sent, %d applied, %d merged. Down (%s): rows %d, buckets %d, bytes %d, in %d ms.%s%s%s%s%s"
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
            traffic(result.traffic()),
            later(result.putOff()),
            parked,
            waiting);
  }

  private static String traffic(Bytes bytes) {
    return "%nOver the network: %d bytes sent, %d received, in %d request(s)."
        .formatted(bytes.sent(), bytes.received(), bytes.requests());
  }

  private static String later(PutOff putOff) {
    String tables = String.join(", ", putOff.tables());
    String what =
        switch (putOff.what()) {
          case NOTHING -> "";
          case CONTENTS ->
              "contents of attachments (%d), and what waits for them; all else is done"
                  .formatted(putOff.contents());
          case TABLES -> "not yet received are %s; all else is up to date".formatted(tables);
          case RECEIVING ->
              tables.isEmpty()
                  ? "nothing was received"
                  : "nothing was received, as %s would have to come whole".formatted(tables);
          case EVERYTHING -> "nothing was sent or received";
        };
    return what.isEmpty()
        ? ""
        : "%nLater, because the connection is metered: %s. With --whatever-it-costs it comes now."
            .formatted(what);
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
