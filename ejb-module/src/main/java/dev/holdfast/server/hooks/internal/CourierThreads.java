package dev.holdfast.server.hooks.internal;

/** Where couriers run. */
@FunctionalInterface
public interface CourierThreads {

  /**
   * Runs a courier at once, without a transaction.
   *
   * @throws java.util.concurrent.RejectedExecutionException if as many as allowed are at work, or
   *     the server is being stopped
   */
  void run(Runnable courier);
}
