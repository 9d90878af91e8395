package dev.holdfast.kernel.casework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one submitted action strictly: what is not understood whole is not understood. */
public final class ActionReader {
  /** Largest action that is read, in bytes of UTF-8 as compact JSON. */
  public static final int MAX_BYTES = 256 * 1024;

  private ActionReader() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /**
   * It could be read.
   *
   * @param action the action
   */
  public record Readable(ActionSubmission action) implements Reading {}

  /**
   * It could not be read.
   *
   * @param reason what is wrong with it, for people
   * @param id the action's id, null if not even that can be read
   * @param caseId the case's id, likewise
   */
  public record Unreadable(String reason, @Nullable UUID id, @Nullable UUID caseId)
      implements Reading {}

  /** Reads an action as it is in {@link dev.holdfast.kernel.wire.ActionBatch}. */
  public static Reading read(JsonNode json) {
    throw new UnsupportedOperationException();
  }
}
