package dev.holdfast.server.contents.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Settings of feature contents. */
@ApplicationScoped
public class ContentsSettings implements SettingGroup {
  private static final int MOST_MB = 1_000_000_000;
  private static final String MB = "MB (1,000,000 bytes)";

  static final Setting<Integer> MAX_SIZE =
      Setting.number(
          "contents.max-size",
          MB,
          4_000,
          1,
          1_000_000,
          "Largest content of an attachment that is taken; packages may allow less, by max-size.");
  static final Setting<Integer> APPLICATION_QUOTA =
      Setting.number(
          "contents.application-quota",
          MB,
          0,
          0,
          MOST_MB,
          "Most that is stored of the contents of one application, what is on its way included; 0:"
              + " no limit. Uploads that begin at the same moment may go past it.");
  static final Setting<Integer> DEVICE_QUOTA =
      Setting.number(
          "contents.device-quota",
          MB,
          20_000,
          0,
          MOST_MB,
          "Most that one device may have sent, or announced, within holdfast.contents.upload-age;"
              + " 0: no limit.");
  static final Setting<Duration> UPLOAD_AGE =
      Setting.duration(
          "contents.upload-age",
          Duration.ofDays(7),
          Duration.ofMinutes(1),
          Duration.ofDays(365),
          "How long after its last piece an upload can be gone on with.");
  static final Setting<Duration> ORPHAN_AGE =
      Setting.duration(
          "contents.orphan-age",
          Duration.ofDays(30),
          Duration.ofMinutes(1),
          Duration.ofDays(3650),
          "How long a content is kept that no case, history or issue names, and how long who sent"
              + " it may have it; longer than devices are usually away with it.");
  static final Setting<Duration> SCAN_LIMIT =
      Setting.duration(
          "contents.scan-limit",
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofHours(1),
          "How long a scanner may look at a content before it counts as failing; it is asked again"
              + " later.");
  static final Setting<Integer> UPLOADS_AT_ONCE =
      Setting.number(
          "contents.uploads-at-once",
          "requests",
          0,
          0,
          10_000,
          "Most bodies of uploads that a node takes at once; each holds a worker thread of WildFly"
              + " for as long as its device takes to send it. Half as many wait for a moment, others are"
              + " told to come again. 0: eight per processor, half of WildFly's threads.");
  static final Setting<Integer> SCANS_AT_ONCE =
      Setting.number(
          "contents.scans-at-once",
          "threads",
          4,
          1,
          1_000,
          "Most threads of a node that scanners have at once, those that hang included.");
  static final Setting<Duration> UPKEEP_INTERVAL =
      Setting.duration(
          "contents.upkeep-interval",
          Duration.ofMinutes(10),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "How often a node removes what expired or nobody names, and asks scanners that failed"
              + " again.");

  private static final long BYTES = 1_000_000L;

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        MAX_SIZE,
        APPLICATION_QUOTA,
        DEVICE_QUOTA,
        UPLOAD_AGE,
        ORPHAN_AGE,
        SCAN_LIMIT,
        SCANS_AT_ONCE,
        UPLOADS_AT_ONCE,
        UPKEEP_INTERVAL);
  }

  /** A size as bytes. */
  static long bytes(int megabytes) {
    return megabytes * BYTES;
  }
}
