package dev.holdfast.it.peer.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A part of a bucket that never changes, as a line {@code S} names it.
 *
 * @param id what its content has to give
 * @param rows how many rows it has
 * @param bytes size of its content
 */
record SegmentRef(String id, int rows, int bytes) {

  /** All that a line names. */
  static List<SegmentRef> all(String json) throws IOException {
    List<SegmentRef> all = new ArrayList<>();
    for (JsonNode one : Json.read(json, JsonNode.class)) {
      all.add(new SegmentRef(one.path(0).asText(), one.path(1).asInt(), one.path(2).asInt()));
    }
    return all;
  }

  /** What the id of a content is in a bucket with this definition. */
  static String id(String definition, String bucket, byte[] content) {
    byte[] before = (definition + "\n" + bucket + "\n").getBytes(StandardCharsets.UTF_8);
    return Digest.hex(before, content);
  }

  /**
   * The rows by their keys.
   *
   * @throws IOException if the content is not this segment's
   */
  Map<String, String> rows(String definition, String bucket, byte[] content) throws IOException {
    if (!id(definition, bucket, content).equals(id)) {
      throw new IOException(
          "what came for segment " + id + " of " + bucket + " is another content");
    }
    Map<String, String> found = new TreeMap<>();
    try (Lines lines = new Lines(new ByteArrayInputStream(content))) {
      for (Optional<List<String>> line = lines.next(); line.isPresent(); line = lines.next()) {
        found.put(line.get().get(0), line.get().get(1));
      }
    }
    return found;
  }
}
