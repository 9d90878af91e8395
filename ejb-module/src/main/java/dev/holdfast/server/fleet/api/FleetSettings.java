package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The settings of feature fleet. */
@ApplicationScoped
public class FleetSettings implements SettingGroup {
  /** How long a device may be silent before it counts as unseen. */
  public static final Setting<Duration> UNSEEN_AFTER =
      Setting.duration(
          "fleet.unseen-after",
          Duration.ofDays(7),
          Duration.ofHours(1),
          Duration.ofDays(365),
          "How long a device may be silent before the console names it as unseen.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(UNSEEN_AFTER);
  }
}
