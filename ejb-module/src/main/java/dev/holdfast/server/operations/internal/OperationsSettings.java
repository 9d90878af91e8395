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

  /** How long a device may be away and still get deltas. */
  static final Setting<Duration> RETENTION =
      Setting.duration(
          "operations.tombstone-retention",
          Duration.ofDays(30),
          Duration.ZERO,
          Duration.ofDays(365),
          "How long is kept what went from a bucket; a device that was away for longer gets the buckets"
              + " concerned whole.");

  /** How often a node asks whether it is time to purge. */
  static final Setting<Duration> PURGE_INTERVAL =
      Setting.duration(
          "operations.purge-interval",
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofDays(1),
          "How often a node asks whether it is time to purge.");

  /** Least time between the beginnings of two purges. */
  static final Setting<Duration> MIN_TIME_BETWEEN_PURGES =
      Setting.duration(
          "operations.min-time-between-purges",
          Duration.ofDays(1),
          Duration.ZERO,
          Duration.ofDays(365),
          "Least time between the beginnings of two purges, on whichever node.");

  /** How long syncs are in the log. */
  static final Setting<Duration> SYNC_LOG_RETENTION =
      Setting.duration(
          "operations.sync-log-retention",
          Duration.ofDays(90),
          Duration.ofDays(7),
          Duration.ofDays(3650),
          "How long syncs are in the log, and how long it is known where a revoked device stood.");

  /** How long closed alerts are kept. */
  static final Setting<Duration> ALERT_RETENTION =
      Setting.duration(
          "operations.alert-retention",
          Duration.ofDays(365),
          Duration.ofDays(1),
          Duration.ofDays(3650),
          "How long alerts are kept after they were closed; open ones stay.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        FOLD_INTERVAL,
        RETENTION,
        PURGE_INTERVAL,
        MIN_TIME_BETWEEN_PURGES,
        SYNC_LOG_RETENTION,
        ALERT_RETENTION);
  }
}
