package dev.holdfast.cli;

/** What the command's exit codes mean. Scripts depend on them. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Failed for a reason that has no code of its own. */
  FAILED(1),
  /** The command line is wrong. */
  USAGE(2),
  /** The server can't be reached; nothing is lost, try later. */
  UNREACHABLE(3),
  /** Not signed in, or not allowed. */
  REFUSED(4),
  /** Done, but something was parked in the issue workbasket. */
  PARKED(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }
}
