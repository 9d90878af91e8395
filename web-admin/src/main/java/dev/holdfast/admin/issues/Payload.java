package dev.holdfast.admin.issues;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/** A submission's text for reading. */
final class Payload {
  private Payload() {}

  /**
   * JSON laid out in lines; what is no JSON stays as it came, for that is what the person needs.
   */
  static String pretty(String text) {
    var pretty = new StringWriter();
    try (var reader = Json.createReader(new StringReader(text));
        var writer =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(pretty)) {
      writer.write(reader.readValue());
    } catch (JsonException unreadable) {
      return text;
    }
    return pretty.toString().strip();
  }
}
