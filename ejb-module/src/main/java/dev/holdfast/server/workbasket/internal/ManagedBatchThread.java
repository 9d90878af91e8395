package dev.holdfast.server.workbasket.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** A thread of the container. */
@ApplicationScoped
public class ManagedBatchThread implements BatchThread {
  @Resource private ManagedExecutorService threads;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedBatchThread() {}

  @Override
  public void run(Runnable batches) {
    threads.execute(batches);
  }
}
