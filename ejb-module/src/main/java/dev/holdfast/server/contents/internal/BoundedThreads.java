package dev.holdfast.server.contents.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** No more than so many threads of an executor, those that hang included. Thread-safe. */
final class BoundedThreads implements ScanThreads {
  private final ExecutorService threads;
  private final Semaphore free;

  BoundedThreads(ExecutorService threads, int most) {
    this.threads = threads;
    this.free = new Semaphore(most);
  }

  @Override
  public <T> T within(Duration limit, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    if (!free.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("no thread was free: others hang");
    }
    AtomicBoolean begun = new AtomicBoolean();
    Future<T> running;
    try {
      running = threads.submit(() -> released(begun, work));
    } catch (RejectedExecutionException e) {
      free.release();
      throw new ExecutionException(e);
    }
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      running.cancel(true);
      if (begun.compareAndSet(false, true)) {
        free.release();
      }
    }
  }

  /** The thread is free not when nobody waits for it any more, but when the work ends. */
  private <T> T released(AtomicBoolean begun, Callable<T> work) throws Exception {
    if (!begun.compareAndSet(false, true)) {
      throw new CancellationException("nobody waits for it any more");
    }
    try {
      return work.call();
    } finally {
      free.release();
    }
  }
}
