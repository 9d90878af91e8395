package dev.holdfast.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden messages of {@code docs/specs/fixtures}. */
public final class Fixtures {
  private Fixtures() {}

  /** A file of the documentation as text. */
  public static String doc(String path) throws IOException {
    return Files.readString(Path.of("..", "docs").resolve(path));
  }

  /** A golden message. */
  public static JsonNode json(String name) throws IOException {
    return WireJson.mapper().readTree(doc("specs/fixtures/" + name + ".json"));
  }
}
