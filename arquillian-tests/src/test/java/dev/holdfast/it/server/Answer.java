package dev.holdfast.it.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What the server answered.
 *
 * @param status HTTP status
 * @param headers headers
 * @param body body as it came
 */
public record Answer(int status, HttpHeaders headers, byte[] body) {

  /** A header's first value, empty if it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The body as a tree. */
  public JsonNode json() {
    return as(JsonNode.class);
  }

  /** The body as a problem. */
  public Problem problem() {
    return as(Problem.class);
  }

  /** The body as a record. */
  public <T> T as(Class<T> type) {
    try {
      return WireJson.mapper().readValue(body, type);
    } catch (IOException e) {
      throw new UncheckedIOException("not a " + type.getSimpleName() + ": " + this, e);
    }
  }

  /** This answer, if it says that it was done; else an error with all that it says. */
  public Answer ok() {
    if (status / 100 != 2) {
      throw new AssertionError("not done: " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return status + " " + text();
  }
}
