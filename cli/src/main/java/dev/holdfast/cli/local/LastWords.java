package dev.holdfast.cli.local;

/** What a supervisor says: progress is shown as it comes, its error message is kept for the end. */
final class LastWords {
  /** How the command's error messages begin. */
  private static final String ERROR = "holdfast: ";

  private final Progress progress;
  private final StringBuilder error = new StringBuilder();

  LastWords(Progress progress) {
    this.progress = progress;
  }

  /** Takes more of what was said. */
  void hear(String text) {
    int begin = error.isEmpty() ? text.indexOf(ERROR) : 0;
    if (begin < 0) {
      progress.show(text);
    } else {
      progress.show(text.substring(0, begin));
      error.append(text.substring(begin));
    }
  }

  /** The error message; none if somebody stopped it or killed it. */
  String message() {
    return error.isEmpty()
        ? "The server was stopped while it started."
        : error.substring(ERROR.length()).strip();
  }
}
