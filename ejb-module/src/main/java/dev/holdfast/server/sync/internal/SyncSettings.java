package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings of feature sync. */
@ApplicationScoped
public class SyncSettings implements SettingGroup {
  static final Setting<Integer> STREAMS =
      Setting.number(
          "sync.streams",
          "streams",
          20,
          1,
          1_000,
          "Most streams at once on this node; each holds a database connection, so keep it under half"
              + " of holdfast.db.pool.");
  static final Setting<Duration> STREAM_WAIT =
      Setting.duration(
          "sync.stream-wait",
          Duration.ofSeconds(20),
          Duration.ZERO,
          Duration.ofMinutes(5),
          "How long a device waits for its turn before it is told to try again.");
  static final Setting<Duration> STREAM_LIMIT =
      Setting.duration(
          "sync.stream-limit",
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofHours(12),
          "Longest duration of one stream; it holds a snapshot open. The device resumes after it.");
  static final Setting<Duration> RENEWAL =
      Setting.duration(
          "sync.checkpoint-renewal",
          Duration.ofHours(12),
          Duration.ofMinutes(1),
          Duration.ofDays(7),
          "Age at which a device gets a new checkpoint even if nothing is new for it.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(STREAMS, STREAM_WAIT, STREAM_LIMIT, RENEWAL);
  }
}
