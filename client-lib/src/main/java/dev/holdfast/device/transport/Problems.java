package dev.holdfast.device.transport;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.kernel.wire.Problem;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The server's refusals as the library's errors. */
final class Problems {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  /** What to tell the user of the refusals that end a session; others have the server's words. */
  private static final Map<String, String> MESSAGES =
      Map.of(
          "token-expired", "The session has expired. Sign in again; the queue is kept.",
          "device-revoked",
              "An administrator has revoked this device. The queue is kept on it; ask the administrator.",
          "device-wiped",
              "An administrator has ordered this device to be wiped. Hand it in; the queue is still on it.",
          "user-disabled", "The user is disabled. The queue is kept; ask an administrator.",
          "refresh-reused",
              "The device's session was ended for safety: its token was used twice. Sign in again; the queue is kept.");

  private Problems() {}

  static HoldfastException translate(Transport.Answer answer) {
    int status = answer.status();
    Problem problem = read(answer);
    if (status == UNAUTHORIZED) {
      return new NotSignedInException(
          problem.code(), MESSAGES.getOrDefault(problem.code(), problem.detail()));
    }
    if (status == FORBIDDEN) {
      return new NotAllowedException(problem.detail(), null);
    }
    if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
      return new UnreachableException(
          "The server can't answer now (%d: %s). Nothing is lost; try again later."
              .formatted(status, problem.detail()),
          null);
    }
    return new SyncFailedException(
        "The server refuses the request (%d %s: %s).".formatted(status, problem.code(), problem.detail()),
        null);
  }

  private static Problem read(Transport.Answer answer) {
    String said;
    try {
      return WireJson.mapper().readValue(answer.body(), Problem.class);
    } catch (IOException e) {
      // Not from Holdfast, but from something between, such as a proxy.
      said = "no explanation (" + e.getClass().getSimpleName() + ')';
    }
    return new Problem("", "", answer.status(), said, "unknown", null, List.of());
  }
}
