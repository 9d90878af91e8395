package dev.holdfast.kernel.casework;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Actions on one case of the demo. */
final class Submissions {
  static final UUID CASE = new UUID(1, 1);

  private Submissions() {}

  static ActionSubmission of(
      String action,
      String version,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> base) {
    return make(1, action, version, fields, base, null);
  }

  /** An action with this sequence and id, based on version 3 of the case. */
  static ActionSubmission make(
      int sequence,
      String action,
      String version,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> base,
      @Nullable UUID follows) {
    return make(sequence, action, version, fields, base, null, follows);
  }

  /** The same, with the mark of its base. */
  static ActionSubmission make(
      int sequence,
      String action,
      String version,
      Map<String, @Nullable Object> fields,
      Map<String, @Nullable Object> base,
      @Nullable String mark,
      @Nullable UUID follows) {
    return new ActionSubmission(
        new UUID(2, sequence),
        sequence,
        "airfield-inspection",
        version,
        CASE,
        "inspection",
        action,
        fields,
        base,
        3,
        mark,
        follows,
        Instant.parse("2026-11-23T08:00:00Z"),
        0);
  }

  /** An action on a case of the clinic, based on version 3 of it. */
  static ActionSubmission ofVisit(
      String action, Map<String, @Nullable Object> fields, Map<String, @Nullable Object> base) {
    return in("clinic", make(1, action, "1.0.0", fields, base, null));
  }

  /** The same action on a visit of another application. */
  static ActionSubmission in(String application, ActionSubmission action) {
    ObjectNode json = WireJson.mapper().valueToTree(action);
    json.put("application", application).put("type", "visit");
    return WireJson.mapper().convertValue(json, ActionSubmission.class);
  }
}
