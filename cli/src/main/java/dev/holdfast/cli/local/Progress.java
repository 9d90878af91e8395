package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a person on stderr what is happening, and how long each step took. */
public final class Progress {
  private final PrintWriter err;

  /** Prints to this writer. */
  public Progress(PrintWriter err) {
    this.err = err;
  }

  /** Says one line. */
  public void say(String line) {
    err.println(line);
    err.flush();
  }

  /** Shows what another process has said. */
  void show(String text) {
    err.print(text);
    err.flush();
  }

  /**
   * Runs one step: says what it is before, and its time after.
   *
   * @param what the step, without a full stop
   * @param step the work
   * @return what the work returned
   * @throws CommandException if the work failed so
   */
  public <T> T step(String what, Step<T> step) throws CommandException {
    err.print(what + " ... ");
    err.flush();
    long begin = System.nanoTime();
    boolean done = false;
    try {
      T result = step.run();
      done = true;
      return result;
    } finally {
      say(done ? seconds(System.nanoTime() - begin) : "failed");
    }
  }

  /** A time span for people: seconds with one decimal. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** Work of one step. */
  @FunctionalInterface
  public interface Step<T> {
    /** Does it. */
    T run() throws CommandException;
  }
}
