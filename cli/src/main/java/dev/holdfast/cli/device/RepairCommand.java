package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.device.api.Repair;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code holdfast device repair}. */
@Command(
    name = "repair",
    description =
        "Check the store's file; put a new one in the place of a damaged one, with what can be"
            + " saved. Then sync. Says the same again until device status --acknowledge-repair.")
final class RepairCommand extends StoreTask {

  @Override
  ExitCode run(DeviceCommand command) throws CommandException {
    Repair repair =
        command.beside(
            (store, passphrase) ->
                watched(progress -> store.progress(progress).repair(passphrase)));
    output().result(Documents.repair(repair), text(repair));
    if (!repair.certain()) {
      output().say("So much was damaged that other actions may be lost that nobody can name.");
    }
    if (!repair.identity()) {
      output().say("Whose store it is could not be read: the same user has to sign in again.");
    }
    return repair.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** What it did, for people. */
  static String text(Repair repair) {
    if (!repair.wasNeeded()) {
      return "The store is sound; nothing was changed.";
    }
    String saved =
        "The store is made anew. Of its queue %d saved, %d lost. Now sync."
            .formatted(repair.saved(), repair.lost().size());
    if (repair.lost().isEmpty()) {
      return saved;
    }
    TextTable table = new TextTable("lost", "action", "case", "status");
    for (Repair.Lost lost : repair.lost()) {
      table.row(
          Long.toString(lost.number()),
          Objects.toString(lost.action(), "?"),
          Objects.toString(lost.caseId(), "?"),
          lost.status() == null ? "?" : lost.status().code());
    }
    return saved + System.lineSeparator() + table;
  }
}
