package dev.holdfast.server.contents.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Where scanners run. */
public interface ScanThreads {

  /**
   * Waits for something that another thread does, and interrupts it if it takes too long. Who does
   * not heed that keeps the thread; there is a bounded number of them.
   *
   * @throws TimeoutException if it did, or if none of the threads was free so long
   * @throws ExecutionException what it threw, or that the server is being stopped
   */
  <T> T within(Duration limit, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException;
}
