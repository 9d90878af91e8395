package dev.holdfast.server.operations.internal;

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

/** Asks every so often whether it is time to purge; a failure is logged and the next turn comes. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PurgeTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private Purge purge;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected PurgeTimer() {}

  @PostConstruct
  void start() {
    long millis = settings.get(OperationsSettings.PURGE_INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void purge() {
    purge.runIfDue();
  }
}
