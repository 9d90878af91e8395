package dev.holdfast.kernel.policy;

import dev.holdfast.kernel.digest.Sha256;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The policy that holds for a device.
 *
 * @param id names it: the same id is the same policy; opaque to devices
 * @param values every value; only the interval may be left to the application, stores be erased
 *     after no number of wrong passphrases, and devices lock after no time without contact
 * @param sources where values come from, by their names in JSON: the target of an administrator's
 *     policy, or {@link #DEVICE}; a value that is not named is the standard
 */
public record SyncPolicy(String id, PolicyValues values, Map<String, String> sources) {
  /** Source of what the application on the device has asked for. */
  public static final String DEVICE = "device";

  /** Source of a value that nobody has set. */
  public static final String NOBODY = "standard";

  private static final PolicyValues STANDARD_VALUES =
      new PolicyValues(
          ReceiveMode.CONNECTED,
          null,
          0,
          SendMode.CONNECTED,
          0,
          100,
          null,
          null,
          MeteredMode.EVERYTHING);

  /** Where nobody says anything: at once, and everything. */
  public static final SyncPolicy STANDARD = new SyncPolicy(NOBODY, STANDARD_VALUES, Map.of());

  private static final int ID_DIGITS = 16;

  /** What a server leaves out is the standard. */
  public SyncPolicy {
    PolicyValues said = values;
    values = PolicyValues.of(field -> field.of(said) == null ? STANDARD_VALUES : said);
    sources = Map.copyOf(sources);
  }

  /**
   * What one administrator's policy says.
   *
   * @param target whom it is for
   * @param values what it says
   */
  public record Said(String target, PolicyValues values) {}

  /**
   * What holds of what administrators say. Each value by itself: it comes from the most specific
   * layer in which anybody says it. Of several in that layer the strictest holds: a device has one
   * store and one sync for all its applications and all its user's roles, so what one of them must
   * not do, another one can't do for it. Equally strict ones are told apart by their names.
   *
   * @param layers from the most general to the most specific
   */
  public static SyncPolicy of(List<? extends Collection<Said>> layers) {
    Map<PolicyField, Said> chosen = new EnumMap<>(PolicyField.class);
    for (PolicyField field : PolicyField.values()) {
      for (Collection<Said> layer : layers) {
        strictest(field, layer).ifPresent(said -> chosen.put(field, said));
      }
    }
    if (chosen.isEmpty()) {
      return STANDARD;
    }
    Said nobody = new Said(NOBODY, STANDARD_VALUES);
    PolicyValues values = PolicyValues.of(field -> chosen.getOrDefault(field, nobody).values());
    Map<String, String> sources = new TreeMap<>();
    chosen.forEach((field, said) -> sources.put(field.code(), said.target()));
    return new SyncPolicy(
        Sha256.hex(values.toString() + sources).substring(0, ID_DIGITS), values, sources);
  }

  private static Optional<Said> strictest(PolicyField field, Collection<Said> layer) {
    return layer.stream()
        .filter(said -> field.of(said.values()) != null)
        .reduce((one, other) -> isBefore(field, other, one) ? other : one);
  }

  private static boolean isBefore(PolicyField field, Said one, Said other) {
    return field.isStricter(one.values(), other.values())
        || !field.isStricter(other.values(), one.values())
            && one.target().compareTo(other.target()) < 0;
  }

  /**
   * The policy as an application on the device has it: less often, later, in smaller batches than
   * this one, as far as it asks for that; never more often, earlier or larger.
   *
   * @param asked what the application asks for
   */
  public SyncPolicy restrictedBy(PolicyValues asked) {
    Map<String, String> from = new TreeMap<>(sources);
    for (PolicyField field : PolicyField.values()) {
      if (field.isStricter(asked, values)) {
        from.put(field.code(), DEVICE);
      }
    }
    return new SyncPolicy(
        id, PolicyValues.of(field -> field.isStricter(asked, values) ? asked : values), from);
  }

  /** Where a value comes from. */
  public String source(PolicyField field) {
    return sources.getOrDefault(field.code(), NOBODY);
  }

  /** When to receive. */
  public ReceiveMode receive() {
    return Objects.requireNonNull(values.receive());
  }

  /** Time between receives that nothing else causes; null is left to the application. */
  public @Nullable Duration receiveInterval() {
    Integer seconds = values.receiveIntervalSeconds();
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  /** Least time from one receive to the next. */
  public Duration receivePause() {
    return Duration.ofSeconds(Objects.requireNonNull(values.receivePauseSeconds()));
  }

  /** When to send. */
  public SendMode send() {
    return Objects.requireNonNull(values.send());
  }

  /** Least time from one send to the next. */
  public Duration sendPause() {
    return Duration.ofSeconds(Objects.requireNonNull(values.sendPauseSeconds()));
  }

  /** Most actions in one request. */
  public int batch() {
    return Objects.requireNonNull(values.batch());
  }

  /** What to do by a metered connection. */
  public MeteredMode metered() {
    return Objects.requireNonNull(values.metered());
  }

  /** Wrong passphrases in a row after which a device erases its store; null is never. */
  public @Nullable Integer wipeAfterWrongPassphrases() {
    return values.wipeAfterWrongPassphrases();
  }

  /** Time without contact with its server after which a device locks; null is never. */
  public @Nullable Duration lockAfterOffline() {
    Integer seconds = values.lockAfterOfflineSeconds();
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
