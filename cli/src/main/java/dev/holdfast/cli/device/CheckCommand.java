package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.Integrity;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code holdfast device check}. */
@Command(
    name = "check",
    description = "Check the store's file: every page in use, and tables against indexes.")
final class CheckCommand extends DeviceTask {

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    Integrity integrity =
        watched(progress -> holdfast.checkIntegrity(progress, new Cancellation()));
    output()
        .result(
            Map.of("sound", integrity.isSound(), "problems", integrity.problems()),
            integrity.isSound()
                ? "The store is sound."
                : String.join(System.lineSeparator(), integrity.problems()));
    if (!integrity.isSound()) {
      output().say("The store is damaged: holdfast device repair saves what can be saved.");
    }
    return integrity.isSound() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
