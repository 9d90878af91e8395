package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action on its way up.
 *
 * @param id UUIDv7 made on the device; the key under which it takes effect once
 * @param sequence position among all actions of the device, from 1
 * @param application the application
 * @param packageVersion version of the package that it was made with
 * @param caseId the case; made on the device for a creating action
 * @param type case type
 * @param name the action's name
 * @param fields values that it sets, in JSON form; null removes
 * @param base values that those fields had on the device before it, in JSON form
 * @param baseVersion the case's server version that the device held, 0 if none
 * @param baseMark what tells that version from another of the same number in a history that a
 *     restore took back: {@code changed-at} of the case's row, word for word; null (and left out)
 *     if there is none, or the device is older
 * @param follows the action of the same device on the same case that it builds on, null if none is
 *     unconfirmed
 * @param performedAt the device's clock
 * @param clockOffsetMillis server clock minus device clock as last measured, in milliseconds
 * @param origin null (and left out) if it is all the sending device's own
 */
public record ActionSubmission(
    UUID id,
    long sequence,
    String application,
    String packageVersion,
    UUID caseId,
    String type,
    String name,
    Map<String, @Nullable Object> fields,
    Map<String, @Nullable Object> base,
    long baseVersion,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String baseMark,
    @Nullable UUID follows,
    Instant performedAt,
    long clockOffsetMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Origin origin) {

  /**
   * Where an action comes from that another device of the user has to do with.
   *
   * @param device the device that it was performed on, null (and left out) if it is the sender
   * @param chain the device whose actions on the case it goes on from: that one's own versions of
   *     the case are no conflict, the sender's are
   */
  public record Origin(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID device, UUID chain) {}

  /** Keeps copies of the fields and of their base. */
  public ActionSubmission {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
  }

  /** An action of the sending device's own. */
  public ActionSubmission(
      UUID id,
      long sequence,
      String application,
      String packageVersion,
      UUID caseId,
      String type,
      String name,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> base,
      long baseVersion,
      @Nullable String baseMark,
      @Nullable UUID follows,
      Instant performedAt,
      long clockOffsetMillis) {
    this(
        id,
        sequence,
        application,
        packageVersion,
        caseId,
        type,
        name,
        fields,
        base,
        baseVersion,
        baseMark,
        follows,
        performedAt,
        clockOffsetMillis,
        null);
  }

  /** The same action, setting other fields. */
  public ActionSubmission with(Map<String, @Nullable Object> others) {
    return copy(sequence, others, follows, origin);
  }

  /** The same action from somewhere else, at another position of the device that sends it. */
  public ActionSubmission from(@Nullable Origin other, long position) {
    return copy(position, fields, follows, other);
  }

  /** The same action after another one of the case, null after none. */
  public ActionSubmission after(@Nullable UUID other) {
    return copy(sequence, fields, other, origin);
  }

  private ActionSubmission copy(
      long position,
      Map<String, @Nullable Object> others,
      @Nullable UUID before,
      @Nullable Origin from) {
    return new ActionSubmission(
        id,
        position,
        application,
        packageVersion,
        caseId,
        type,
        name,
        others,
        base,
        baseVersion,
        baseMark,
        before,
        performedAt,
        clockOffsetMillis,
        from);
  }

  /**
   * The device that it was performed on.
   *
   * @param sender the device that sends it, null if none does
   */
  public @Nullable UUID performedOn(@Nullable UUID sender) {
    return origin == null || origin.device() == null ? sender : origin.device();
  }

  /**
   * The device whose actions on the case it goes on from.
   *
   * @param sender the device that sends it, null if none does
   */
  public @Nullable UUID chain(@Nullable UUID sender) {
    return origin == null ? sender : origin.chain();
  }

  /** The moment of the action by the server's clock, as both sides compute it. */
  public Instant moment() {
    return moment(performedAt, clockOffsetMillis);
  }

  /**
   * The moment of an action by the server's clock.
   *
   * @param performedAt the device's clock
   * @param clockOffsetMillis server clock minus device clock
   * @return between the years 1 and 9999, whatever the clocks say
   */
  public static Instant moment(Instant performedAt, long clockOffsetMillis) {
    return Instants.clamped(performedAt.plusMillis(clockOffsetMillis));
  }
}
