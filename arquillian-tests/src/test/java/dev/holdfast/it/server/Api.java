package dev.holdfast.it.server;

import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The API as one caller sees it. Immutable; shares one HTTP client.
 *
 * @param token access token, null for nobody
 */
public record Api(@Nullable String token) {
  private static final String JSON = "application/json";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Nobody in particular. */
  public static Api anonymous() {
    return new Api(null);
  }

  /** A user, without a device. */
  public static Api signedIn(String user, String password) {
    return new Api(session(new SignInRequest(user, password, null)).accessToken());
  }

  /** Signs in. */
  public static Session session(SignInRequest request) {
    return anonymous().post("/sessions", request).ok().as(Session.class);
  }

  /** Gets. */
  public Answer get(String path) {
    return send(path, HttpRequest.Builder::GET);
  }

  /** Posts a record as JSON. */
  public Answer post(String path, Object body) {
    return send(path, request -> request.header("Content-Type", JSON).POST(json(body)));
  }

  /** Posts nothing. */
  public Answer post(String path) {
    return send(path, request -> request.POST(BodyPublishers.noBody()));
  }

  /** Posts a text of another type. */
  public Answer post(String path, String type, String body) {
    return send(
        path, request -> request.header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** Posts a record against the version that a tag names. */
  public Answer postIf(String ifMatch, String path, Object body) {
    return send(
        path,
        request ->
            request.header("If-Match", ifMatch).header("Content-Type", JSON).POST(json(body)));
  }

  /** Puts a record, against a version unless that is empty. */
  public Answer put(String path, String ifMatch, Object body) {
    return send(
        path,
        request -> {
          if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
          }
          return request.header("Content-Type", JSON).PUT(json(body));
        });
  }

  /** Deletes. */
  public Answer delete(String path) {
    return send(path, HttpRequest.Builder::DELETE);
  }

  /** Any request. */
  public Answer send(String path, UnaryOperator<HttpRequest.Builder> form) {
    HttpResponse<byte[]> response = exchange(path, form, BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  /** Any request with any kind of answer. */
  public <T> HttpResponse<T> exchange(
      String path, UnaryOperator<HttpRequest.Builder> form, HttpResponse.BodyHandler<T> handler) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(TestServer.api() + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return CLIENT.send(form.apply(request).build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(path, e);
    }
  }

  /** A record as the body of a request. */
  public static HttpRequest.BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
