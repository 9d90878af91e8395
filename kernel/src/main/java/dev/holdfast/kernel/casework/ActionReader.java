package dev.holdfast.kernel.casework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one submitted action strictly: what is not understood whole is not understood. */
public final class ActionReader {
  /** Largest action that is read, in bytes of UTF-8 as compact JSON. */
  public static final int MAX_BYTES = 256 * 1024;

  private ActionReader() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /**
   * It could be read.
   *
   * @param action the action
   */
  public record Readable(ActionSubmission action) implements Reading {}

  /**
   * It could not be read.
   *
   * @param reason what is wrong with it, for people
   * @param id the action's id, null if not even that can be read
   * @param caseId the case's id, likewise
   */
  public record Unreadable(String reason, @Nullable UUID id, @Nullable UUID caseId)
      implements Reading {}

  /** Reads an action as it is in {@link dev.holdfast.kernel.wire.ActionBatch}. */
  public static Reading read(JsonNode json) {
    ActionShape shape = new ActionShape(json);
    List<String> problems = shape.problems();
    if (!problems.isEmpty()) {
      return new Unreadable(String.join("; ", problems), shape.uuid("id"), shape.uuid("caseId"));
    }
    return new Readable(
        new ActionSubmission(
            present(shape.uuid("id")),
            json.path("sequence").longValue(),
            json.path("application").textValue(),
            json.path("packageVersion").textValue(),
            present(shape.uuid("caseId")),
            json.path("type").textValue(),
            json.path("name").textValue(),
            values(json.path("fields")),
            values(json.path("base")),
            json.path("baseVersion").longValue(),
            json.path("baseMark").textValue(),
            shape.uuid("follows"),
            present(shape.instant("performedAt")),
            json.path("clockOffsetMillis").longValue(),
            origin(json.path("origin"))));
  }

  private static ActionSubmission.@Nullable Origin origin(JsonNode json) {
    return json.isObject()
        ? new ActionSubmission.Origin(
            ActionShape.uuid(json, "device"), present(ActionShape.uuid(json, "chain")))
        : null;
  }

  private static Map<String, @Nullable Object> values(JsonNode object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object.fields().forEachRemaining(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return Collections.unmodifiableList(items);
    }
    if (node.isObject()) {
      return Collections.unmodifiableMap(values(node));
    }
    return node.isBoolean() ? (Object) node.booleanValue() : (Object) node.longValue();
  }

  private static <T> T present(@Nullable T checked) {
    return Objects.requireNonNull(checked, "checked before");
  }
}
