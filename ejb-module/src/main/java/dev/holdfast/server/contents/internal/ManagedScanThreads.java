package dev.holdfast.server.contents.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Threads of the container. */
@ApplicationScoped
public class ManagedScanThreads implements ScanThreads {
  @Resource private ManagedExecutorService threads;
  @Inject private Settings settings;
  private BoundedThreads bounded;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ManagedScanThreads() {}

  @PostConstruct
  void bound() {
    bounded = new BoundedThreads(threads, settings.get(ContentsSettings.SCANS_AT_ONCE));
  }

  @Override
  public <T> T within(Duration limit, Callable<T> work)
      throws TimeoutException, ExecutionException, InterruptedException {
    return bounded.within(limit, work);
  }
}
