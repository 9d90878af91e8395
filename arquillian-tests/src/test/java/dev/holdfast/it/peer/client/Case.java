package dev.holdfast.it.peer.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A case as its row has it.
 *
 * @param stage where it stands
 * @param completed whether nothing changes it any more
 * @param version its version
 * @param assignee whose it is, null if nobody's
 * @param fields what it says
 * @param mark which of the versions of this number it is
 */
public record Case(
    String stage,
    boolean completed,
    long version,
    @Nullable String assignee,
    JsonNode fields,
    String mark) {
  private static final int STAGE = 1;
  private static final int COMPLETED = 2;
  private static final int VERSION = 3;
  private static final int ASSIGNEE = 4;
  private static final int FIELDS = 5;
  private static final int CHANGED_AT = 7;

  /** The value of a field, built-in or not; null if it has none. */
  @Nullable Object value(String field) {
    return field.equals("assignee") ? assignee : fields.get(field);
  }

  static Case of(String json) throws IOException {
    JsonNode row = Json.read(json, JsonNode.class);
    return new Case(
        row.path(STAGE).asText(),
        row.path(COMPLETED).asBoolean(),
        row.path(VERSION).asLong(),
        row.path(ASSIGNEE).textValue(),
        Json.read(row.path(FIELDS).asText(), JsonNode.class),
        row.path(CHANGED_AT).asText());
  }
}
