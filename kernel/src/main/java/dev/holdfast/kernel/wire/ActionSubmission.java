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
    long clockOffsetMillis) {

  /** Keeps copies of the fields and of their base. */
  public ActionSubmission {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
  }

  /** The same action, setting other fields. */
  public ActionSubmission with(Map<String, @Nullable Object> others) {
    return new ActionSubmission(
        id,
        sequence,
        application,
        packageVersion,
        caseId,
        type,
        name,
        others,
        base,
        baseVersion,
        baseMark,
        follows,
        performedAt,
        clockOffsetMillis);
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
