package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings that no single feature owns. */
@ApplicationScoped
public class PlatformSettings implements SettingGroup {
  static final Setting<Duration> LOCK_TIMEOUT =
      Setting.duration(
          "db.lock-timeout",
          Duration.ofSeconds(3),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "How long a submission or a decision waits for a lock that another transaction holds; then"
              + " it is to come again later.");

  static final Setting<Integer> EXPORT_ROOM =
      Setting.number(
          "exports.room",
          "MiB",
          4_096,
          1,
          1_048_576,
          "How much disk a node's exports may take up together: each is made whole in a temporary"
              + " file (java.io.tmpdir) before it is sent.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(LOCK_TIMEOUT, EXPORT_ROOM);
  }
}
