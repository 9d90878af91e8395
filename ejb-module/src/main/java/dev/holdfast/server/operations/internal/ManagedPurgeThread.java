package dev.holdfast.server.operations.internal;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** A thread of the container. */
@ApplicationScoped
public class ManagedPurgeThread implements PurgeThread {
  @Resource private ManagedExecutorService threads;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedPurgeThread() {}

  @Override
  public void run(Runnable purge) {
    threads.execute(purge);
  }
}
