package dev.holdfast.server.hooks.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.holdfast.hooks.ActionApplied;
import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.hooks.ActionParked;
import dev.holdfast.hooks.SubmittedAction;
import dev.holdfast.kernel.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is told of an action: a CloudEvent in its JSON form.
 *
 * @param id the event's id
 * @param event what became of the action
 */
record Message(UUID id, ActionEvent event) {
  /** Kind of the messages that an action took effect. */
  static final String APPLIED = "applied";

  /** Kind of the messages that an action was parked. */
  static final String PARKED = "parked";

  /** What a message that is too large says instead of the values. */
  private static final String LEFT_OUT = "valuesLeftOut";

  /** Of which kind an event is. */
  static String kind(ActionEvent event) {
    return event instanceof ActionApplied ? APPLIED : PARKED;
  }

  /**
   * As it is sent.
   *
   * @param limit most bytes; values of fields and texts for people are left out of a larger one
   */
  String body(int limit) {
    String whole = json(true);
    return whole.getBytes(StandardCharsets.UTF_8).length <= limit ? whole : json(false);
  }

  private String json(boolean values) {
    try {
      return WireJson.mapper().writeValueAsString(new CloudEvent(id, event, data(values)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is made of JSON values", e);
    }
  }

  private Map<String, @Nullable Object> data(boolean values) {
    Map<String, @Nullable Object> data = action(event.action());
    if (event instanceof ActionApplied applied) {
      data.put("merged", applied.merged());
      data.put("decidedBy", applied.decidedBy());
      data.put("before", applied.effect().before());
      data.put("after", applied.effect().after());
    } else if (event instanceof ActionParked parked) {
      data.put("reason", parked.reason());
      data.put("workbasket", parked.workbasket());
    }
    if (!values) {
      data.put(LEFT_OUT, true);
    } else if (event instanceof ActionApplied applied) {
      data.put("changes", applied.effect().changes());
    } else if (event instanceof ActionParked parked) {
      data.put("messages", parked.messages());
      data.put("fields", parked.action().fields());
    }
    return data;
  }

  private static Map<String, @Nullable Object> action(SubmittedAction action) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("application", action.application());
    data.put("caseType", action.caseType());
    data.put("caseId", action.caseId());
    data.put("actionId", action.id());
    data.put("action", action.name());
    data.put("user", action.user());
    data.put("device", action.device());
    data.put("packageVersion", action.packageVersion());
    data.put("performedAt", action.performedAt());
    return data;
  }

  /** The envelope; the names are those of CloudEvents 1.0. */
  private record CloudEvent(
      String specversion,
      UUID id,
      String source,
      String type,
      UUID subject,
      Instant time,
      String datacontenttype,
      Map<String, @Nullable Object> data) {

    CloudEvent(UUID id, ActionEvent event, Map<String, @Nullable Object> data) {
      this(
          "1.0",
          id,
          "/applications/" + event.action().application(),
          "dev.holdfast.action." + kind(event),
          event.action().caseId(),
          event.at(),
          "application/json",
          data);
    }
  }
}
