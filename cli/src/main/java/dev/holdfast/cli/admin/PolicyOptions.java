package dev.holdfast.cli.admin;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import dev.holdfast.cli.TextTable;
import dev.holdfast.kernel.policy.MeteredMode;
import dev.holdfast.kernel.policy.PolicyField;
import dev.holdfast.kernel.policy.PolicyTime;
import dev.holdfast.kernel.policy.PolicyValues;
import dev.holdfast.kernel.policy.ReceiveMode;
import dev.holdfast.kernel.policy.SendMode;
import dev.holdfast.kernel.policy.SyncPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The values of a policy as options; {@code inherit} leaves one to more general policies. */
final class PolicyOptions {
  private static final String INHERIT = "inherit";

  @Option(
      names = "--receive",
      paramLabel = "MODE",
      description = "When to receive: connected, interval, launch, manual or inherit.")
  private @Nullable String receive;

  @Option(
      names = "--receive-interval",
      paramLabel = "TIME",
      description = "Time between receives that nothing else causes, for example 15m; or inherit.")
  private @Nullable String receiveInterval;

  @Option(
      names = "--receive-pause",
      paramLabel = "TIME",
      description = "Least time from one receive to the next, for example 60s; or inherit.")
  private @Nullable String receivePause;

  @Option(
      names = "--send",
      paramLabel = "MODE",
      description = "When to send: connected, manual or inherit.")
  private @Nullable String send;

  @Option(
      names = "--send-pause",
      paramLabel = "TIME",
      description = "Least time from one send to the next; or inherit.")
  private @Nullable String sendPause;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Most actions in one request, 1 to 100; or inherit.")
  private @Nullable String batch;

  @Option(
      names = "--wipe-after-wrong-passphrases",
      paramLabel = "N",
      description =
          "Wrong passphrases after which a device erases its store, 3 to 100; or inherit.")
  private @Nullable String wipeAfter;

  @Option(
      names = "--lock-after-offline",
      paramLabel = "TIME",
      description =
          "Time without contact after which a device locks until it syncs, 1m to 366d; or inherit.")
  private @Nullable String lockAfter;

  @Option(
      names = "--metered",
      paramLabel = "MODE",
      description =
          "What to do by a metered connection: everything, changes (nothing large whole), send, nothing or inherit.")
  private @Nullable String metered;

  /** These values in place of the present ones; what was not given stays. */
  PolicyValues over(PolicyValues present) throws CommandException {
    try {
      PolicyValues values = present;
      if (receive != null) {
        values = values.withReceive(read(receive, text -> mode(ReceiveMode.class, text)));
      }
      if (receiveInterval != null) {
        values = values.withReceiveInterval(read(receiveInterval, PolicyOptions::time));
      }
      if (receivePause != null) {
        values = values.withReceivePause(read(receivePause, PolicyOptions::time));
      }
      if (send != null) {
        values = values.withSend(read(send, text -> mode(SendMode.class, text)));
      }
      if (sendPause != null) {
        values = values.withSendPause(read(sendPause, PolicyOptions::time));
      }
      if (batch != null) {
        values = values.withBatch(read(batch, PolicyOptions::number));
      }
      if (wipeAfter != null) {
        values = values.withWipeAfterWrongPassphrases(read(wipeAfter, PolicyOptions::number));
      }
      if (lockAfter != null) {
        values = values.withLockAfterOffline(read(lockAfter, PolicyOptions::time));
      }
      return metered == null
          ? values
          : values.withMetered(read(metered, text -> mode(MeteredMode.class, text)));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private static <T> @Nullable T read(String text, Function<String, T> reader) {
    return text.equals(INHERIT) ? null : reader.apply(text);
  }

  private static <E extends Enum<E>> E mode(Class<E> type, String text) {
    for (E mode : type.getEnumConstants()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is not one of %s or inherit."
            .formatted(text, List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT)));
  }

  private static Duration time(String text) {
    return Duration.ofSeconds(PolicyTime.seconds(text));
  }

  private static Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is no number.".formatted(text), e);
    }
  }

  /** A table of policies. */
  static TextTable table() {
    return new TextTable(
        "for",
        "receive",
        "interval",
        "pause",
        "send",
        "send pause",
        "batch",
        "wipe after",
        "lock after",
        "metered");
  }

  /** A policy in it. */
  static List<String> row(String target, PolicyValues values) {
    List<String> row = new ArrayList<>(List.of(target));
    for (PolicyField field : PolicyField.values()) {
      String text = field.text(values);
      row.add(text == null ? "" : text);
    }
    return row;
  }

  /** A line for each value: what it is, and where it comes from. */
  static String explained(SyncPolicy policy) {
    TextTable table = new TextTable("value", "is", "from");
    for (PolicyField field : PolicyField.values()) {
      String text = field.text(policy.values());
      table.row(List.of(field.code(), text == null ? unset(field) : text, policy.source(field)));
    }
    return table.toString();
  }

  private static String unset(PolicyField field) {
    return field.isLeftToApplication() ? "left to the application" : "never";
  }
}
