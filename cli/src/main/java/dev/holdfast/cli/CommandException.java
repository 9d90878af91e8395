package dev.holdfast.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with one message and an exit code. Checked, because whoever calls a command's
 * parts has to think of what is left half done.
 */
public class CommandException extends Exception {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;

  /**
   * Ends the command.
   *
   * @param exitCode how the process ends
   * @param message what is wrong and what to do about it, for a person
   */
  public CommandException(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  /**
   * Ends the command because of another failure.
   *
   * @param exitCode how the process ends
   * @param message what is wrong and what to do about it, for a person
   * @param cause the failure, shown with {@code HOLDFAST_TRACE=1} only
   */
  public CommandException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** How the process ends. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
