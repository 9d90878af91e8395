package dev.holdfast.server.hooks.internal;

import static dev.holdfast.server.hooks.internal.HooksLog.LOG;

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

/** Looks every so often whether there is something to deliver; a failure waits for the next. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HooksTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private Dispatch dispatch;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected HooksTimer() {}

  @PostConstruct
  void start() {
    long millis = settings.get(HooksSettings.INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void turn() {
    try {
      dispatch.turn();
    } catch (RuntimeException e) {
      // The container would give the timer up after a second failure; nothing is lost until the
      // next.
      LOG.turnFailed(e);
    }
  }
}
