package dev.holdfast.server.sync.internal;

/** Where segments are made, beside who waits for them. */
@FunctionalInterface
interface SegmentThreads {
  /**
   * Runs work soon, as much at once as {@link SyncSettings#SEGMENT_BUILDS} says.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the server is being stopped
   */
  void run(Runnable work);
}
