package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.PendingAction;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast device cancel}. */
@Command(
    name = "cancel",
    description = "Take back an action that was not sent, or let go of a parked or refused one.")
final class CancelCommand extends DeviceTask {
  @Parameters(paramLabel = "ID", description = "The action.")
  private UUID id = new UUID(0, 0);

  @Option(
      names = "--with-followers",
      description = "Also the later actions on the same case that build on it.")
  private boolean withFollowers;

  @Override
  ExitCode run(Holdfast holdfast) throws CommandException {
    List<PendingAction> followers = holdfast.followers(id);
    if (!followers.isEmpty()) {
      output().say("These build on it:" + System.lineSeparator() + Documents.table(followers));
      if (!withFollowers) {
        throw new CommandException(
            ExitCode.REFUSED, "Nothing was cancelled. --with-followers cancels them, too.");
      }
    }
    List<UUID> cancelled = holdfast.cancel(id, withFollowers);
    output().result(Map.of("cancelled", cancelled), "Cancelled " + cancelled.size() + '.');
    return ExitCode.DONE;
  }
}
