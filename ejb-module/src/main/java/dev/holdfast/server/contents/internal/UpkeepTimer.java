package dev.holdfast.server.contents.internal;

import static dev.holdfast.server.contents.internal.ContentsLog.LOG;

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

/** Looks after contents every so often; a failure is logged and the next turn comes. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpkeepTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private Upkeep upkeep;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UpkeepTimer() {}

  @PostConstruct
  void start() {
    long millis = settings.get(ContentsSettings.UPKEEP_INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void look() {
    try {
      upkeep.run();
    } catch (RuntimeException e) {
      // The container would give the timer up after a second failure; the next turn finds it all.
      LOG.upkeepFailed(e);
    }
  }
}
