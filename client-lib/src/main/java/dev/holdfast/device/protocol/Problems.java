package dev.holdfast.device.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SnapshotFileException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.util.Map;

/** The server's refusals as the library's errors. */
final class Problems {
  private static final int CLIENT_ERROR = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final String WIPED = "device-wiped";
  private static final String NOT_ALLOWED = "not-allowed";

  /** What to tell the user of the refusals that end a session; others have the server's words. */
  private static final Map<String, String> MESSAGES =
      Map.of(
          "token-expired",
          "The session has expired. Sign in again; the queue is kept.",
          "device-revoked",
          "An administrator has revoked this device. The queue is kept on it; ask the"
              + " administrator.",
          WIPED,
          "An administrator has ordered this device to be wiped.",
          "user-disabled",
          "The user is disabled. The queue is kept; ask an administrator.",
          "refresh-reused",
          "The device's session was ended for safety: its token was used twice. Sign in again; the"
              + " queue is kept.");

  private static final Map<String, SnapshotFileException.Reason> SNAPSHOTS =
      Map.of(
          "snapshot-foreign",
          SnapshotFileException.Reason.FOREIGN,
          "snapshot-useless",
          SnapshotFileException.Reason.USELESS);

  private Problems() {}

  /** Whether the server knows what was asked and will never do it; a proxy's refusal is none. */
  static boolean isNotAllowed(int status, JsonNode problem) {
    return status == FORBIDDEN && NOT_ALLOWED.equals(problem.path("code").asText());
  }

  /**
   * Whether nobody is there who knows the request: a server that is starting answers so before
   * Holdfast does, and so does a proxy that has no server. Holdfast's own refusals have a code.
   */
  private static boolean isNobody(int status, JsonNode problem) {
    return (status == NOT_FOUND || status == METHOD_NOT_ALLOWED) && !problem.hasNonNull("code");
  }

  /** Whether the server says that it does not have what was asked for. */
  static boolean isNotFound(int status, JsonNode problem) {
    return status == NOT_FOUND && problem.hasNonNull("code");
  }

  static HoldfastException translate(Transport.Answer answer) {
    return translate(answer, read(answer));
  }

  static HoldfastException translate(Transport.Answer answer, JsonNode problem) {
    int status = answer.status();
    String code = problem.path("code").asText("unknown");
    String detail = problem.path("detail").asText("no explanation");
    if (status == UNAUTHORIZED) {
      return notSignedIn(code, MESSAGES.getOrDefault(code, detail), problem.path("leave"));
    }
    if (status == FORBIDDEN) {
      return new NotAllowedException(detail, null);
    }
    SnapshotFileException.Reason snapshot = SNAPSHOTS.get(code);
    if (snapshot != null) {
      return new SnapshotFileException(snapshot, detail, null);
    }
    if (status == TOO_LARGE) {
      return new TooLargeException(
          "The server refuses the request as too large (%d: %s).".formatted(status, detail));
    }
    if (status < CLIENT_ERROR) {
      return new UnreachableException(
          UnreachableException.Reason.NETWORK,
          "Something on the way to the server sends the request elsewhere (%d). Does the network want a sign-in of its own? Nothing is lost; try again later."
              .formatted(status),
          null);
    }
    if (status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status >= SERVER_ERROR) {
      return new UnreachableException(
          UnreachableException.Reason.SERVER,
          "The server can't answer now (%d: %s). Nothing is lost; try again later."
              .formatted(status, detail),
          null,
          RetryAfter.of(answer).orElse(null));
    }
    if (isNobody(status, problem)) {
      return new UnreachableException(
          UnreachableException.Reason.SERVER,
          "There is no Holdfast at this address now (%d): it may be starting, or the address is wrong. Nothing is lost; try again later."
              .formatted(status),
          null,
          RetryAfter.of(answer).orElse(null));
    }
    return new SyncFailedException(
        SyncFailedException.Reason.REFUSED,
        "The server refuses the request (%d %s: %s).".formatted(status, code, detail),
        null);
  }

  private static NotSignedInException notSignedIn(String code, String message, JsonNode leave) {
    if (leave.isObject()) {
      return new LeaveException(
          code,
          message,
          new Leave(
              leave.path("accepts").asBoolean(),
              leave.path("wipe").asBoolean(),
              leave.path("token").asText(null),
              leave.path("acknowledgement").asText()));
    }
    // A server of before there were orders to leave.
    return code.equals(WIPED)
        ? new LeaveException(code, message, new Leave(false, true, null, ""))
        : new NotSignedInException(code, message);
  }

  /** What is not JSON is not from Holdfast, but from something between, such as a proxy. */
  static JsonNode read(Transport.Answer answer) {
    try {
      return WireJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
