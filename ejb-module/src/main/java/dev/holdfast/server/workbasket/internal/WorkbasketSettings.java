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

  /** Who sends mail of new issues. */
  static final Setting<String> MAIL_FROM =
      Setting.text(
          "workbasket.mail-from",
          "address",
          "Sender of mails that tell members of new issues in their workbaskets; empty: none are sent."
              + " They go to the attribute email of each member, through the mail session that"
              + " mail.cli configures.",
          false);

  /** How often mail is sent. */
  static final Setting<Duration> MAIL_INTERVAL =
      Setting.duration(
          "workbasket.mail-interval",
          Duration.ofMinutes(5),
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          "How often a node looks for new issues to tell of. One mail tells of all that came to a"
              + " workbasket since the last.");

  /** Where the mail leads. */
  static final Setting<String> MAIL_CONSOLE =
      Setting.text(
          "workbasket.mail-console",
          "address",
          "Where the console is, for the link in these mails, such as"
              + " https://holdfast.example.org/console; empty: no link.",
          false);

  @Override
  public List<Setting<?>> settings() {
    return List.of(BATCH_INTERVAL, MAIL_FROM, MAIL_INTERVAL, MAIL_CONSOLE);
  }
}
