package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells a person on stderr what is happening, and how long each step took. */
public final class Progress {
  private final PrintWriter err;
  private final Listener listener;

  /** Prints to this writer. */
  public Progress(PrintWriter err) {
    this(err, step -> {});
  }

  private Progress(PrintWriter err, Listener listener) {
    this.err = err;
    this.listener = listener;
  }

  /** The same, which also tells somebody of each step before it begins. */
  Progress telling(Listener somebody) {
    return new Progress(err, somebody);
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
   * @param work the work
   * @throws CommandException if the work failed so
   */
  public void step(String what, Work work) throws CommandException {
    listener.begins(what);
    err.print(what + " ... ");
    err.flush();
    long begin = System.nanoTime();
    boolean done = false;
    try {
      work.run();
      done = true;
    } finally {
      say(done ? seconds(System.nanoTime() - begin) : "failed");
    }
  }

  /** A time span for people: seconds with one decimal. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** Told of steps. */
  @FunctionalInterface
  interface Listener {
    /** A step begins; what is thrown keeps it from beginning. */
    void begins(String step) throws CommandException;
  }

  /** Work of one step. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws CommandException;
  }
}
