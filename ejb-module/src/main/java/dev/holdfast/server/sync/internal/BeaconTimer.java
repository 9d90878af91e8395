package dev.holdfast.server.sync.internal;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.time.Duration;

/** When {@link Beacons} are set; each in a transaction of its own. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
public class BeaconTimer {
  /** How soon a restart of the database is noticed. */
  private static final Duration TICK = Duration.ofMinutes(1);

  @Resource private TimerService timers;
  @Inject private Beacons beacons;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected BeaconTimer() {}

  @PostConstruct
  void start() {
    beacons.started();
    timers.createIntervalTimer(TICK.toMillis(), TICK.toMillis(), new TimerConfig(null, false));
  }

  @Timeout
  void tick() {
    beacons.tick();
  }
}
