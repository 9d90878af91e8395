package dev.holdfast.cli.device;

import dev.holdfast.cli.CommandException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C, or whatever else ends the process: what goes on is interrupted, and the process waits
 * until it has ended and said what became of it. For one thread.
 */
final class Interruption implements AutoCloseable {
  /** Who does not end in this time is killed, which does no harm either. */
  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread working = Thread.currentThread();
  private @Nullable Thread hook;

  /** Something long. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T perform() throws CommandException;
  }

  /** Does something that may be interrupted; what else the command does, is not. */
  <T> T during(Work<T> work) throws CommandException {
    Thread watching = new Thread(this::end, "holdfast-interruption");
    hook = watching;
    Runtime.getRuntime().addShutdownHook(watching);
    T result = work.perform();
    forget();
    return result;
  }

  private void end() {
    working.interrupt();
    try {
      boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("holdfast: It takes too long to end, and is killed.");
      }
    } catch (InterruptedException e) {
      // The process ends all the same.
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, and waits for this command.
        return;
      } finally {
        hook = null;
      }
    }
  }

  /** The command has ended and said everything. */
  @Override
  public void close() {
    forget();
    ended.countDown();
  }
}
