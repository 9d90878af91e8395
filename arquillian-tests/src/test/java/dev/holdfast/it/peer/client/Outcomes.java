package dev.holdfast.it.peer.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.peer.client.Messages.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Outcomes that come as rows. */
final class Outcomes {
  private static final int CASE = 1;
  private static final int OUTCOME = 2;
  private static final int REASON = 3;
  private static final int MESSAGES = 4;
  private static final int ISSUE = 5;
  private static final int VERSION = 6;

  private Outcomes() {}

  static Outcome of(String json) throws IOException {
    JsonNode row = Json.read(json, JsonNode.class);
    List<String> messages = new ArrayList<>();
    for (JsonNode message : Json.read(row.path(MESSAGES).asText("[]"), JsonNode.class)) {
      messages.add(message.asText());
    }
    return new Outcome(
        row.path(0).asText(),
        row.path(CASE).asText(),
        row.path(OUTCOME).asText(),
        row.path(REASON).textValue(),
        messages,
        row.path(ISSUE).textValue(),
        row.path(VERSION).asLong());
  }
}
