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

/** Looks every so often whether contents have to be moved. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MoverTimer {
  @Resource private TimerService timers;
  @Inject private Settings settings;
  @Inject private Stores stores;
  @Inject private Mover mover;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected MoverTimer() {}

  /** Settings that don't fit together end the start here. */
  @PostConstruct
  void start() {
    LOG.store(stores.target().code());
    long millis = settings.get(StoreSettings.MOVE_INTERVAL).toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
  }

  @Timeout
  void look() {
    try {
      mover.run();
    } catch (RuntimeException e) {
      // The container would give the timer up after a second failure; the next turn goes on.
      LOG.moverFailed(e);
    }
  }
}
