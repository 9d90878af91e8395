package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads of the server for making segments; they end when there is nothing to make. */
@ApplicationScoped
public class ManagedSegmentThreads implements SegmentThreads {
  private static final Duration IDLE = Duration.ofSeconds(30);

  @Resource private ManagedThreadFactory threads;
  @Inject private Settings settings;
  private ThreadPoolExecutor pool;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedSegmentThreads() {}

  @PostConstruct
  void start() {
    int most = settings.get(SyncSettings.SEGMENT_BUILDS);
    pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            threads);
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void run(Runnable work) {
    pool.execute(work);
  }

  @PreDestroy
  void stop() {
    pool.shutdownNow();
  }
}
