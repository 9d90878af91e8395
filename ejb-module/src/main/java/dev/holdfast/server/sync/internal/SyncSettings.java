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

  static final Setting<Integer> SEGMENT_ROWS =
      Setting.number(
          "sync.segment-rows",
          "rows",
          500,
          1,
          Integer.MAX_VALUE,
          "Buckets of at least so many rows go to new devices in segments, smaller ones in the stream.");
  static final Setting<Integer> SEGMENT_BYTES =
      Setting.number(
          "sync.segment-bytes",
          "bytes",
          1024 * 1024,
          16 * 1024,
          16 * 1024 * 1024,
          "Size of a segment's content at most, but for one row; a device stores a segment in one"
              + " transaction.");
  static final Setting<Integer> SEGMENT_BUILDS =
      Setting.number(
          "sync.segment-builds",
          "builds",
          2,
          1,
          100,
          "Most buckets whose segments are made at once on this node; each holds a database connection.");
  static final Setting<Duration> SEGMENT_AGE =
      Setting.duration(
          "sync.segment-age",
          Duration.ofHours(6),
          Duration.ZERO,
          Duration.ofDays(1),
          "Age at which a bucket's segments are made anew for the next device that has to get it; what"
              + " has not changed is kept.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        STREAMS,
        STREAM_WAIT,
        STREAM_LIMIT,
        RENEWAL,
        SEGMENT_ROWS,
        SEGMENT_BYTES,
        SEGMENT_BUILDS,
        SEGMENT_AGE);
  }
}
