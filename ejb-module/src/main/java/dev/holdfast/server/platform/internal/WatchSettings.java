package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings of the watcher. */
@ApplicationScoped
public class WatchSettings implements SettingGroup {
  static final Setting<Duration> INTERVAL =
      Setting.duration(
          "watch.interval",
          Duration.ofMillis(10),
          Duration.ofMillis(1),
          Duration.ofSeconds(10),
          "How often this node looks for changes while devices are connected or poll.");
  static final Setting<Duration> REST =
      Setting.duration(
          "watch.rest-interval",
          Duration.ofSeconds(1),
          Duration.ofMillis(1),
          Duration.ofMinutes(1),
          "How often this node looks for changes while nobody depends on it.");
  static final Setting<Duration> TOLERANCE =
      Setting.duration(
          "watch.tolerance",
          Duration.ofMillis(50),
          Duration.ZERO,
          Duration.ofSeconds(10),
          "How old a look for changes may be that still answers a poll, or says what rights a user and a"
              + " device have after a change on another node. If it is older, a new one is made.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(INTERVAL, REST, TOLERANCE);
  }
}
