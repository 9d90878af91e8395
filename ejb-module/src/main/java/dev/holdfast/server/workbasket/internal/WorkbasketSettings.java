package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The settings of feature workbasket. */
@ApplicationScoped
public class WorkbasketSettings implements SettingGroup {
  /** How often a node looks for batches that nobody is at. */
  static final Setting<Duration> BATCH_INTERVAL =
      Setting.duration(
          "workbasket.batch-interval",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How often a node looks for batches of decisions that another one left behind, to go on with"
              + " them.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(BATCH_INTERVAL);
  }
}
