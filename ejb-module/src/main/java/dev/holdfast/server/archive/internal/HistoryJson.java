package dev.holdfast.server.archive.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.history.api.ChainedEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * A history as one JSON object, an entry a line. What an entry says stands as its hash covers it.
 *
 * @param at when it is made
 */
record HistoryJson(Instant at) {

  void write(WholeHistory history, OutputStream out) throws IOException {
    JsonGenerator json = WireJson.mapper().getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("case", history.caseId().toString());
    json.writeStringField("exportedAt", at.toString());
    json.writeArrayFieldStart("entries");
    history.each(
        part -> {
          for (ChainedEntry entry : part) {
            json.writeRaw('\n');
            write(entry, json);
          }
        });
    json.writeEndArray();
    json.writeObjectField("end", history.end());
    json.writeEndObject();
    json.flush();
  }

  private static void write(ChainedEntry entry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectField("content", entry.entry().content());
    json.writeStringField("previous", entry.previous());
    json.writeStringField("hash", entry.hash());
    json.writeEndObject();
  }
}
