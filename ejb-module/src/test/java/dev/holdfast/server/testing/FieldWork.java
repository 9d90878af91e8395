package dev.holdfast.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.platform.api.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device in a test: says what it did. Its clock is wrong, which must not matter. */
public final class FieldWork {
  private final Caller caller;
  private long sequence;

  /** A device of a user who is inspector in Alaska. */
  public FieldWork(String user) {
    this(user, UUID.randomUUID());
  }

  /** A device that is enrolled, of a user who is inspector in Alaska. */
  public FieldWork(String user, UUID device) {
    this.caller =
        new Caller(new User(user, Set.of("inspector"), Map.of("states", List.of("AK"))), device);
  }

  /** A device of a user. */
  public FieldWork(User user) {
    this.caller = new Caller(user, UUID.randomUUID());
  }

  /** The user and the device. */
  public Caller caller() {
    return caller;
  }

  /** An action that follows none. */
  public ActionSubmission act(
      String type, UUID caseId, String name, long baseVersion, Map<String, ?> fields) {
    return act(type, caseId, name, baseVersion, fields, Map.of(), null);
  }

  /** An action on the same case, made after another one of this device. */
  public ActionSubmission following(
      ActionSubmission before,
      String name,
      long baseVersion,
      Map<String, ?> fields,
      Map<String, ?> base) {
    return act(before.type(), before.caseId(), name, baseVersion, fields, base, before.id());
  }

  /** An action. */
  public ActionSubmission act(
      String type,
      UUID caseId,
      String name,
      long baseVersion,
      Map<String, ?> fields,
      Map<String, ?> base,
      @Nullable UUID follows) {
    return new ActionSubmission(
        UUID.randomUUID(),
        ++sequence,
        "inspection-test",
        "1.0.0",
        caseId,
        type,
        name,
        new HashMap<>(fields),
        new HashMap<>(base),
        baseVersion,
        null,
        follows,
        Instant.parse("1999-12-31T23:59:59.123456789Z"),
        -86_400_000);
  }

  /** The same action, by a device that says of which version of that number it was made. */
  public static ActionSubmission marked(ActionSubmission action, String mark) {
    return new ActionSubmission(
        action.id(),
        action.sequence(),
        action.application(),
        action.packageVersion(),
        action.caseId(),
        action.type(),
        action.name(),
        action.fields(),
        action.base(),
        action.baseVersion(),
        mark,
        action.follows(),
        action.performedAt(),
        action.clockOffsetMillis());
  }

  /** The same action, by a device that has another version of the package. */
  public static ActionSubmission madeWith(String version, ActionSubmission action) {
    return new ActionSubmission(
        action.id(),
        action.sequence(),
        action.application(),
        version,
        action.caseId(),
        action.type(),
        action.name(),
        action.fields(),
        action.base(),
        action.baseVersion(),
        action.baseMark(),
        action.follows(),
        action.performedAt(),
        action.clockOffsetMillis());
  }

  /** As it goes over the wire. */
  public static JsonNode json(ActionSubmission action) {
    return WireJson.mapper().valueToTree(action);
  }
}
