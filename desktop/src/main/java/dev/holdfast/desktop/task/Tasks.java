package dev.holdfast.desktop.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work elsewhere and brings its result to the thread of the user interface. There are two
 * lanes, in each of which one thing is done after the other: the store, which is quick, and the
 * network, which may take as long as it likes. Safe for use by many threads.
 *
 * @param store does what reads and writes the store
 * @param network does what may wait for a server, or for a passphrase to be stretched
 * @param screen the thread of the user interface
 */
public record Tasks(Executor store, Executor network, Executor screen) {
  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  /** Those of a window. They end with the process. */
  public static Tasks ofWindow() {
    return new Tasks(lane("holdfast-store"), lane("holdfast-network"), SwingUtilities::invokeLater);
  }

  private static ExecutorService lane(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Does something with the store.
   *
   * @param done given the result, on the screen's thread
   * @param failed given what it threw instead, there too
   */
  public <T> void withStore(
      Supplier<T> work, Consumer<? super T> done, Consumer<RuntimeException> failed) {
    run(store, work, done, failed);
  }

  /** The same with the network. */
  public <T> void withNetwork(
      Supplier<T> work, Consumer<? super T> done, Consumer<RuntimeException> failed) {
    run(network, work, done, failed);
  }

  /** Does something on the screen's thread. */
  public void onScreen(Runnable work) {
    screen.execute(work);
  }

  private <T> void run(
      Executor lane,
      Supplier<T> work,
      Consumer<? super T> done,
      Consumer<RuntimeException> failed) {
    lane.execute(
        () -> {
          T result;
          try {
            result = work.get();
          } catch (RuntimeException e) {
            // Whoever asked says it to the user; where it came from is for who helps him.
            LOG.debug("A task failed.", e);
            screen.execute(() -> failed.accept(e));
            return;
          }
          screen.execute(() -> done.accept(result));
        });
  }
}
