package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.SettingGroup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The settings of feature hooks. */
@ApplicationScoped
public class HooksSettings implements SettingGroup {
  /** How often a node looks. */
  static final Setting<Duration> INTERVAL =
      Setting.duration(
          "hooks.interval",
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "How often a node looks for messages to webhooks that are due; without a webhook it does"
              + " not ask the database.");

  /** At how many at once. */
  static final Setting<Integer> PARALLEL =
      Setting.number(
          "hooks.parallel",
          "webhooks",
          8,
          1,
          64,
          "To how many webhooks a node sends at the same time; to each one message at a time.");

  /** How long to wait for a connection. */
  static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.duration(
          "hooks.connect-timeout",
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMinutes(1),
          "How long to wait for a connection to a receiver.");

  /** How long to wait for an answer. */
  static final Setting<Duration> ANSWER_TIMEOUT =
      Setting.duration(
          "hooks.answer-timeout",
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofMinutes(2),
          "How long to wait for the answer of a receiver; then the attempt has failed.");

  /** The first pause. */
  static final Setting<Duration> FIRST_PAUSE =
      Setting.duration(
          "hooks.first-pause",
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMinutes(10),
          "How long to wait after the first failed attempt; after each further one twice as long, a"
              + " little more or less by chance.");

  /** The longest pause. */
  static final Setting<Duration> LONGEST_PAUSE =
      Setting.duration(
          "hooks.longest-pause",
          Duration.ofMinutes(10),
          Duration.ofMillis(100),
          Duration.ofDays(1),
          "The longest wait between two attempts.");

  /** How long a message is tried. */
  static final Setting<Duration> KEEP_TRYING =
      Setting.duration(
          "hooks.keep-trying",
          Duration.ofDays(3),
          Duration.ofMinutes(1),
          Duration.ofDays(30),
          "How long a message is tried; then it has failed, is shown as that, and is sent again only"
              + " when somebody says so.");

  /** How large a message may be. */
  static final Setting<Integer> MESSAGE_LIMIT =
      Setting.number(
          "hooks.message-limit",
          "bytes",
          262_144,
          2_048,
          1_048_576,
          "How large a message may be; values of fields are left out of a larger one, which says so.");

  /** How long delivered messages are in the log. */
  static final Setting<Duration> DELIVERED_RETENTION =
      Setting.duration(
          "hooks.delivered-retention",
          Duration.ofDays(7),
          Duration.ZERO,
          Duration.ofDays(365),
          "How long delivered messages are in the log, without what they said.");

  /** How long failed messages are kept. */
  static final Setting<Duration> FAILED_RETENTION =
      Setting.duration(
          "hooks.failed-retention",
          Duration.ofDays(90),
          Duration.ofDays(1),
          Duration.ofDays(3650),
          "How long failed messages are kept, to be sent again.");

  /** Whether receivers may be on this server and without TLS. */
  static final Setting<Boolean> INSECURE_RECEIVERS =
      Setting.flag(
          "hooks.insecure-receivers",
          "Whether webhooks may be sent without TLS, and to loopback and link-local addresses; for"
              + " tests.");

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        INTERVAL,
        PARALLEL,
        CONNECT_TIMEOUT,
        ANSWER_TIMEOUT,
        FIRST_PAUSE,
        LONGEST_PAUSE,
        KEEP_TRYING,
        MESSAGE_LIMIT,
        DELIVERED_RETENTION,
        FAILED_RETENTION,
        INSECURE_RECEIVERS);
  }
}
