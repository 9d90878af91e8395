package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Puts capture in order when the server starts, for example after an upgrade, and keeps it so. A
 * failure is logged and the next turn comes.
 */
@Singleton(name = TablesStartup.NAME)
@Startup
@DependsOn("PlatformStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TablesStartup {
  /** Name of this bean, for {@code @DependsOn}. */
  public static final String NAME = "TablesStartup";

  private static final String SCAN = "scan";
  private static final String UPKEEP = "upkeep";

  private CaptureUpkeep upkeep;
  private Settings settings;

  @Resource
  @SuppressWarnings("NullAway.Init")
  private TimerService timers;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected TablesStartup() {}

  /** Starts with these. */
  @Inject
  public TablesStartup(CaptureUpkeep upkeep, Settings settings) {
    this.upkeep = upkeep;
    this.settings = settings;
  }

  @PostConstruct
  void start() {
    upkeep.refresh();
    every(settings.get(TablesSettings.SCAN_INTERVAL), SCAN);
    every(settings.get(TablesSettings.UPKEEP_INTERVAL), UPKEEP);
  }

  @Timeout
  void turn(Timer timer) {
    if (SCAN.equals(timer.getInfo())) {
      upkeep.scan();
    } else {
      upkeep.refresh();
      upkeep.verifySuspects();
      upkeep.tidy();
    }
  }

  private void every(Duration interval, String what) {
    long millis = interval.toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(what, false));
  }
}
