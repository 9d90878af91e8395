package dev.holdfast.server.workbasket.internal;

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

/** Looks every hour whether something waits that nobody can see. */
@Singleton
@Startup
@DependsOn("PlatformStartup")
public class StrandedTimer {
  private static final long EVERY_MILLIS = Duration.ofHours(1).toMillis();

  @Resource private TimerService timers;
  @Inject private StrandedIssues stranded;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected StrandedTimer() {}

  @PostConstruct
  void start() {
    timers.createIntervalTimer(EVERY_MILLIS, EVERY_MILLIS, new TimerConfig(null, false));
  }

  @Timeout
  void look() {
    stranded.lead();
  }
}
