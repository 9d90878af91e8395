package dev.holdfast.server.workbasket.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.casework.ActionReader;
import dev.holdfast.kernel.casework.ActionReader.Readable;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Optional;

/** Reads stored submissions again: what could not be read once may be readable now. */
final class Submissions {
  private Submissions() {}

  /** What a payload says, empty if unreadable. */
  static Optional<ActionSubmission> read(String payload) {
    try {
      JsonNode json = WireJson.mapper().readTree(payload);
      return ActionReader.read(json) instanceof Readable readable
          ? Optional.of(readable.action())
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
