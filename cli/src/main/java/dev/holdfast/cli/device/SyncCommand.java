package dev.holdfast.cli.device;

import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import picocli.CommandLine.Command;

/** {@code holdfast device sync}. */
@Command(name = "sync", description = "Send what was done, receive what is new.")
final class SyncCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) {
    SyncResult result = holdfast.sync();
    output().result(Documents.sync(result), text(result));
    return result.up().parked() > 0 ? ExitCode.PARKED : ExitCode.DONE;
  }

  private static String text(SyncResult result) {
    SyncResult.Up up = result.up();
    SyncResult.Down down = result.down();
    String parked =
        up.parked() == 0
            ? ""
            : "%n%d parked in the issue workbasket: see holdfast device pending."
                .formatted(up.parked());
    return "Up: %d sent, %d applied, %d merged. Down (%s): rows %d, buckets %d, bytes %d, in %d ms.%s"
        .formatted(
            up.sent(),
            up.applied(),
            up.merged(),
            result.kind().code(),
            down.rows(),
            down.buckets(),
            down.bytes(),
            result.duration().toMillis(),
            parked);
  }
}
