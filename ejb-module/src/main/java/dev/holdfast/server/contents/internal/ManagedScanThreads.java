package dev.holdfast.server.contents.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads of the container. */
@ApplicationScoped
public class ManagedScanThreads implements ScanThreads {
  @Resource private ManagedExecutorService threads;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedScanThreads() {}

  @Override
  public <T> T within(Duration limit, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    Future<T> running;
    try {
      running = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new ExecutionException(e);
    }
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      running.cancel(true);
    }
  }
}
