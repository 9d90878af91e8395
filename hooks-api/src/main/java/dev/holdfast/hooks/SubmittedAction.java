package dev.holdfast.hooks;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that somebody performed on a case.
 *
 * @param id the action's id, the same however often it is sent
 * @param application the application
 * @param caseType the case's type
 * @param caseId the case
 * @param name the action's name in the application package
 * @param fields values that it was submitted with, in JSON form; null removes
 * @param user who performed it
 * @param device on which device, null for what a person decided on the server
 * @param packageVersion version of the application package that it was made with
 * @param performedAt when, by the server's clock as far as the device knew it
 */
public record SubmittedAction(
    UUID id,
    String application,
    String caseType,
    UUID caseId,
    String name,
    Map<String, @Nullable Object> fields,
    String user,
    @Nullable UUID device,
    String packageVersion,
    Instant performedAt) {

  /** Keeps a copy of the fields. */
  public SubmittedAction {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
