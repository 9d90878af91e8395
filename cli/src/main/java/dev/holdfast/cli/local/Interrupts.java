package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;

/** What an interrupted wait becomes. */
final class Interrupts {
  private Interrupts() {}

  /** Keeps the thread's interrupted state and ends the command. */
  static CommandException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandException(ExitCode.FAILED, "Interrupted", e);
  }
}
