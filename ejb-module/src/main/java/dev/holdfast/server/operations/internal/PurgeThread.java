package dev.holdfast.server.operations.internal;

/** Where a purge runs that somebody asked for. */
@FunctionalInterface
interface PurgeThread {
  /**
   * Runs it soon, without a transaction.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the server is being stopped
   */
  void run(Runnable purge);
}
