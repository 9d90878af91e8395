package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Looks every so often whether a batch was left behind by a node that went down, and goes on. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BatchTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private BatchRuns runs;
  @Inject private BatchThread thread;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected BatchTimer() {}

  @PostConstruct
  void start() {
    long millis = settings.get(WorkbasketSettings.BATCH_INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void goOn() {
    if (runs.due()) {
      thread.run(() -> logged(runs));
    }
  }

  /** Runs batches; a failure is logged, and the next turn comes. */
  static void logged(BatchRuns runs) {
    try {
      runs.run();
    } catch (RuntimeException e) {
      LOG.interrupted(e);
    }
  }
}
