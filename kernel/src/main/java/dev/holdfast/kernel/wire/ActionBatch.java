package dev.holdfast.kernel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Actions in the order of their sequence. Each is read on its own, so that one that can't be read
 * doesn't stop the rest.
 *
 * @param actions {@link ActionSubmission}s as JSON, at most {@link #MAX_ACTIONS}
 */
public record ActionBatch(List<JsonNode> actions) {
  /** Most actions in one batch. */
  public static final int MAX_ACTIONS = 100;

  /** Largest batch in bytes, as it is sent. */
  public static final int MAX_BYTES = 1024 * 1024;
}
