package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of their own, as many as are used: receivers that don't answer keep only these busy, and
 * not those of the container, which others wait for.
 */
@ApplicationScoped
public class ManagedCourierThreads implements CourierThreads {
  private static final long IDLE_SECONDS = 30;

  @Resource private ManagedThreadFactory factory;
  @Inject private Settings settings;
  private ThreadPoolExecutor threads;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedCourierThreads() {}

  @PostConstruct
  void start() {
    threads =
        new ThreadPoolExecutor(
            0,
            settings.get(HooksSettings.PARALLEL),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  @Override
  public void run(Runnable courier) {
    threads.execute(courier);
  }
}
