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
          "How long a device waits for its turn before it is told to try again, and for segments (at least"
              + " 0.2 s) before it is told that they are being made.");
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

  static final Setting<Integer> REMEMBERED =
      Setting.number(
          "sync.remembered-devices",
          "devices",
          20_000,
          0,
          1_000_000,
          "Devices whose polls this node answers from memory, the ones that called last; about 1 kB each"
              + " with 20 buckets.");
  static final Setting<Integer> DOORBELLS =
      Setting.number(
          "sync.doorbells",
          "devices",
          10_000,
          0,
          1_000_000,
          "Most devices at the doorbell of this node; the others poll.");
  static final Setting<Duration> DOORBELL_BEAT =
      Setting.duration(
          "sync.doorbell-beat",
          Duration.ofSeconds(25),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          "How often a doorbell without news sends a sign of life; shorter than the silence that proxies"
              + " and devices (60 s) allow.");
  static final Setting<Duration> DOORBELL_PAUSE =
      Setting.duration(
          "sync.doorbell-pause",
          Duration.ofMillis(100),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "Least time between two rings to the same device.");
  static final Setting<Duration> DOORBELL_SPREAD =
      Setting.duration(
          "sync.doorbell-spread",
          Duration.ofMillis(200),
          Duration.ZERO,
          Duration.ofMinutes(10),
          "Time over which the rings of one change are spread, for every 1,000 devices that it concerns.");
  static final Setting<Integer> DOORBELL_BYTES =
      Setting.number(
          "sync.doorbell-bytes",
          "bytes",
          64 * 1024,
          0,
          256 * 1024,
          "Most that a device is handed at the doorbell instead of a ring, compressed; 0: it is only rung.");
  static final Setting<Integer> SEGMENT_ROWS =
      Setting.number(
          "sync.segment-rows",
          "rows",
          500,
          1,
          Integer.MAX_VALUE,
          "Buckets of at least so many rows go to new devices in segments, smaller ones in the stream.");
  static final Setting<Integer> LATER_ROWS =
      Setting.number(
          "sync.later-rows",
          "rows",
          5_000,
          1,
          Integer.MAX_VALUE,
          "Buckets of tables of at least so many rows are large: devices that lack them receive them"
              + " after everything else, and by a metered connection perhaps not.");
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

  static final Setting<Duration> SNAPSHOT_AGE =
      Setting.duration(
          "sync.snapshot-age",
          Duration.ofDays(30),
          Duration.ZERO,
          Duration.ofDays(365),
          "Age up to which a snapshot file can be used. Its buckets show rows that have left them since to"
              + " who reads them past the device library.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        STREAMS,
        STREAM_WAIT,
        STREAM_LIMIT,
        RENEWAL,
        REMEMBERED,
        DOORBELLS,
        DOORBELL_BEAT,
        DOORBELL_PAUSE,
        DOORBELL_SPREAD,
        DOORBELL_BYTES,
        SEGMENT_ROWS,
        LATER_ROWS,
        SEGMENT_BYTES,
        SEGMENT_BUILDS,
        SEGMENT_AGE,
        SNAPSHOT_AGE);
  }
}
