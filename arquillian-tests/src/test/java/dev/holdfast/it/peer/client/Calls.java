package dev.holdfast.it.peer.client;

import dev.holdfast.it.peer.client.Messages.Refresh;
import dev.holdfast.it.peer.client.Messages.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one device. Renews the session when its access token has expired, and waits when the
 * server says for how long.
 */
final class Calls {
  private static final int TRIES = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI api;
  private final Transport transport;
  private @Nullable Session session;

  Calls(URI api, Transport transport) {
    this.api = api;
    this.transport = transport;
  }

  /** Whose requests these are from now on. */
  void use(Session present) {
    session = present;
  }

  Session session() {
    if (session == null) {
      throw new IllegalStateException("nobody is signed in");
    }
    return session;
  }

  /** Gets under the session; {@code headers} are names and values in turn. */
  Reply get(String path, String... headers) throws IOException {
    return call(path, request -> with(headers, request.GET()));
  }

  /** Posts under the session. */
  Reply post(String path, Object body, String... headers) throws IOException {
    byte[] json = Json.bytes(body);
    return call(path, request -> with(headers, json(request, json)));
  }

  Reply delete(String path) throws IOException {
    return call(path, HttpRequest.Builder::DELETE);
  }

  /** Posts once, under a token of its own or under none, and does not wait. */
  Reply postAs(@Nullable String token, String path, Object body) throws IOException {
    byte[] json = Json.bytes(body);
    Reply reply = once(token, path, request -> json(request, json));
    if (reply.isDone()) {
      return reply;
    }
    throw RefusedException.of(reply);
  }

  /**
   * Another pair of tokens. The session is kept as soon as it is there; if the answer is lost, the
   * same refresh token may be used again.
   */
  void refresh() throws IOException {
    Refresh refresh = new Refresh(session().refreshToken());
    session = postAs(null, "/sessions/refresh", refresh).as(Session.class);
  }

  private Reply call(String path, UnaryOperator<HttpRequest.Builder> form) throws IOException {
    for (int tries = 1; ; tries++) {
      Reply reply = once(session().accessToken(), path, form);
      if (reply.isDone()) {
        return reply;
      }
      RefusedException refused = RefusedException.of(reply);
      if (tries == TRIES) {
        throw refused;
      }
      if (refused.code().equals("token-expired")) {
        refresh();
      } else {
        pause(refused.retryAfter().orElseThrow(() -> refused));
      }
    }
  }

  private Reply once(@Nullable String token, String path, UnaryOperator<HttpRequest.Builder> form)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return transport.send(form.apply(request).build());
  }

  private static HttpRequest.Builder json(HttpRequest.Builder request, byte[] json) {
    return request
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(json));
  }

  private static HttpRequest.Builder with(String[] headers, HttpRequest.Builder request) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static void pause(Duration time) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("given up while waiting for the server", e);
    }
  }
}
