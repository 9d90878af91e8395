package dev.holdfast.device.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.SegmentContent;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.SyncHeader;
import dev.holdfast.kernel.wire.SyncHeader.PackageRef;
import dev.holdfast.kernel.wire.SyncReport;
import dev.holdfast.kernel.wire.SyncRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's requests as typed calls. Every call throws {@link UnreachableException} if there is
 * no answer or the server can't answer now, and what {@link Problems} says if it refuses.
 */
public final class ServerApi {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int BEYOND_ITS_END = 416;

  private final Requests requests;

  /**
   * Talks to a server.
   *
   * @param server its URL, with or without {@code /api/v1}
   * @throws IllegalArgumentException if it is not an HTTP URL, or one of plain HTTP to another
   *     machine, where the network would see passwords and cases
   */
  public ServerApi(Transport transport, String server) {
    this.requests = new Requests(transport, server);
  }

  /** What it does with contents of attachments. */
  public ContentApi contents() {
    return new ContentApi(requests, "");
  }

  /** What a device that was ended does with contents, by the token that the order gave it. */
  public ContentApi lastContents() {
    return new ContentApi(requests, "/leaving");
  }

  /** Whether it is the server of this URL. */
  public boolean isAt(String server) {
    return isSame(requests.base(), server);
  }

  /** Whether two URLs are of one server. */
  public static boolean isSame(String one, String other) {
    return URI.create(Requests.base(one)).equals(URI.create(Requests.base(other)));
  }

  /** Signs in. */
  public Session signIn(SignInRequest request) {
    return requests.call("POST", "/sessions", null, request, Session.class);
  }

  /** Gets a new access token. */
  public Session refresh(String refreshToken) {
    return requests.call(
        "POST", "/sessions/refresh", null, new RefreshRequest(refreshToken), Session.class);
  }

  /** Ends the device's session. */
  public void signOut(String token) {
    requests.send("DELETE", "/sessions/current", token, null, Requests.JSON).close();
  }

  /** Sends actions. */
  public ActionAnswer actions(String token, ActionBatch batch) {
    return requests.call("POST", "/actions", token, batch, ActionAnswer.class);
  }

  /**
   * Sends the last actions of a device that was ended.
   *
   * @param token as the order to leave gave it
   */
  public ActionAnswer lastActions(String token, ActionBatch batch) {
    return requests.call("POST", "/leaving/actions", token, batch, ActionAnswer.class);
  }

  /**
   * Tells what became of a device that was ended.
   *
   * @return whether that was ordered; if not, telling it again would not help
   */
  public boolean left(LeaveReport report) {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", Requests.JSON));
    try (Transport.Answer answer = requests.exchange("POST", "/leaving", null, headers, report)) {
      if (answer.status() < Requests.REDIRECTION) {
        return true;
      }
      JsonNode problem = Problems.read(answer);
      if (Problems.isNotAllowed(answer.status(), problem)) {
        return false;
      }
      throw Problems.translate(answer, problem);
    }
  }

  /** Tells that a sync is complete. */
  public void report(String token, SyncReport report) {
    requests.send("POST", "/sync/report", token, report, Requests.JSON).close();
  }

  /**
   * Asks for what the device lacks.
   *
   * @return the stream, to be closed; empty if nothing is new
   */
  public Optional<Transport.Answer> sync(String token, SyncRequest request) {
    Transport.Answer answer = requests.send("POST", "/sync", token, request, SyncHeader.MEDIA_TYPE);
    if (answer.status() == OK) {
      return Optional.of(answer);
    }
    answer.close();
    if (answer.status() != NO_CONTENT) {
      throw new SyncFailedException("The server answered a sync with " + answer.status(), null);
    }
    return Optional.empty();
  }

  /**
   * Listens at the doorbell.
   *
   * @return server-sent events, to be closed: whenever something is new, {@code ring}, or {@code
   *     delta} with what it is
   */
  public Transport.Answer doorbell(String token) {
    return requests.send("GET", "/doorbell?deltas=true", token, null, "text/event-stream");
  }

  /**
   * Fetches a segment, or the rest of it. Its body is as transferred: {@code Content-Encoding} says
   * how.
   *
   * @param encoding how it is to be compressed
   * @param from bytes that came earlier
   * @param tag entity tag of what came earlier, null if nothing did
   * @return the answer, to be closed: 206 if it is the rest, 200 if it is all of it; empty if the
   *     server has no such segment (any more)
   */
  public Optional<Transport.Answer> segment(
      String token, String id, String encoding, int from, @Nullable String tag) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", SegmentContent.MEDIA_TYPE);
    headers.put("Accept-Encoding", encoding);
    if (tag != null) {
      headers.put("Range", "bytes=" + from + '-');
      headers.put("If-Range", tag);
    }
    Transport.Answer answer = requests.exchange("GET", "/segments/" + id, token, headers, null);
    if (answer.status() == BEYOND_ITS_END) {
      answer.close();
      return segment(token, id, encoding, 0, null);
    }
    return Requests.found(answer);
  }

  /** Fetches the source of a package. */
  public String packageSource(String token, PackageRef ref) {
    String path = "/packages/" + ref.application() + '/' + ref.version();
    try (Transport.Answer answer = requests.send("GET", path, token, null, "application/yaml")) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw requests.unreachable(e);
    }
  }
}
