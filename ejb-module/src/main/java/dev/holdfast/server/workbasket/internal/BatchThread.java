package dev.holdfast.server.workbasket.internal;

/** Where batches run. */
@FunctionalInterface
public interface BatchThread {
  /**
   * Runs it soon, without a transaction.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the server is being stopped
   */
  void run(Runnable batches);
}
