package dev.holdfast.server.hooks.internal;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts messages. */
@FunctionalInterface
public interface Sender {

  /**
   * What came of an attempt.
   *
   * @param answer HTTP status, null if there was no answer
   * @param error what was wrong, null if the receiver has taken the message
   */
  record Attempt(@Nullable Integer answer, @Nullable String error) {
    private static final Set<Integer> ABOUT_THE_MESSAGE = Set.of(400, 409, 413, 422);

    /** Whether the receiver has it. */
    boolean isTaken() {
      return error == null;
    }

    /** Whether others may be taken all the same: what is wrong is this message. */
    boolean isAboutTheMessage() {
      return answer != null && ABOUT_THE_MESSAGE.contains(answer);
    }
  }

  /** Posts one; takes no longer than the settings say. */
  Attempt post(URI receiver, Map<String, String> headers, String body);
}
