package dev.holdfast.server.operations.internal;

import static dev.holdfast.server.operations.internal.OperationsLog.LOG;

import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.tables.api.BucketSums;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;

/**
 * Folds every so often, in a transaction of its own; a failure is logged and the next turn comes.
 */
@Singleton
@Startup
@DependsOn("PlatformStartup")
public class FoldingTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private BucketSums sums;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected FoldingTimer() {}

  @PostConstruct
  void start() {
    long millis = settings.get(OperationsSettings.FOLD_INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void fold() {
    LOG.folded(sums.fold());
  }
}
