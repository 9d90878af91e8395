package dev.holdfast.server.tables.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings of feature tables. */
@ApplicationScoped
public class TablesSettings implements SettingGroup {
  static final Setting<Duration> SCAN_INTERVAL =
      Setting.duration(
          "tables.scan-interval",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "How often sources without triggers are compared with what devices carry.");
  static final Setting<Duration> UPKEEP_INTERVAL =
      Setting.duration(
          "tables.upkeep-interval",
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How often capture is looked after: suspects verified, what is unused dropped, what lacks"
              + " installed.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(SCAN_INTERVAL, UPKEEP_INTERVAL);
  }
}
