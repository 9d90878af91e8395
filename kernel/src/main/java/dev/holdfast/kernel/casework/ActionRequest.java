package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An action that somebody wants to perform.
 *
 * @param caseId the case; for a creating action the id of the case to be
 * @param type its type
 * @param action name of the action
 * @param fields values that it sets, in JSON form (see {@link Values}); null removes
 */
public record ActionRequest(
    UUID caseId, String type, String action, Map<String, @Nullable Object> fields) {

  /** Keeps a copy of the fields. */
  public ActionRequest {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** What a submission asks for. */
  public static ActionRequest of(ActionSubmission submission) {
    return new ActionRequest(
        submission.caseId(), submission.type(), submission.name(), submission.fields());
  }
}
