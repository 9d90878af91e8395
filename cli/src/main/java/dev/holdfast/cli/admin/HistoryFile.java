package dev.holdfast.cli.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.holdfast.kernel.digest.HistoryChain;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A history that was exported as JSON: proves without a server that nobody has touched it. An entry
 * at a time is in memory.
 */
final class HistoryFile {
  private static final TypeReference<Map<String, @Nullable Object>> CONTENT =
      new TypeReference<>() {};

  /** Reads a value that others follow. */
  private static final ObjectReader PART =
      WireJson.mapper()
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final HistoryChain chain = new HistoryChain();
  private long entries;
  private String lastHash = "";

  /**
   * What was found.
   *
   * @param entries entries in the file
   * @param brokenAt position of the first one that is wrong or missing, 0 if there is none
   * @param hash hash of the last one: equal to that of another copy, or of a later one at the same
   *     position, if both are of one history
   */
  record Proof(long entries, long brokenAt, String hash) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read, or is no such export
   */
  Proof prove(Path file) throws IOException {
    try (JsonParser parser = WireJson.mapper().getFactory().createParser(file.toFile())) {
      JsonNode end = null;
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("entries")) {
          parser.nextToken();
          entries(parser);
        } else if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("end")) {
          parser.nextToken();
          end = PART.<JsonNode>readValue(parser);
        }
      }
      if (end == null || !end.isObject()) {
        throw new IOException("This is no whole export of a history: it has no end.");
      }
      long broken = chain.brokenAt(end.path("position").asLong(), end.path("hash").asText());
      return new Proof(entries, broken, lastHash);
    }
  }

  private void entries(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      JsonNode entry = PART.<JsonNode>readValue(parser);
      lastHash = entry.path("hash").asText();
      chain.accept(
          WireJson.mapper().convertValue(entry.path("content"), CONTENT),
          entry.path("previous").asText(),
          lastHash);
      entries++;
    }
  }
}
