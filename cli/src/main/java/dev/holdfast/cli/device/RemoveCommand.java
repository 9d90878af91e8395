package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast device remove}. */
@Command(
    name = "remove",
    description = "Remove a store that was sent completely, or what is left of a wiped one.")
final class RemoveCommand extends StoreTask {
  @Option(
      names = "--force",
      description =
          "Also if actions that were not sent are lost, or the server has not heard of the wipe.")
  private boolean force;

  @Override
  ExitCode run(DeviceCommand command) throws CommandException {
    command.requireStore();
    command.builder().remove(force);
    output().result(Map.of("removed", true), "The store is removed.");
    return ExitCode.DONE;
  }
}
