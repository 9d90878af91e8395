package dev.holdfast.server.operations.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The settings of feature operations. */
@ApplicationScoped
public class OperationsSettings implements SettingGroup {
  /** How often sums are folded. */
  static final Setting<Duration> FOLD_INTERVAL =
      Setting.duration(
          "operations.fold-interval",
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How often what writers added to the sums of buckets is folded into one row per bucket.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(FOLD_INTERVAL);
  }
}
