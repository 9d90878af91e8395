package dev.holdfast.it.peer.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Carries a request to the server and its answer back. */
@FunctionalInterface
public interface Transport {
  /**
   * Sends a request.
   *
   * @return the answer, whose body is still to be read
   * @throws IOException if there is no answer; the request may have arrived all the same
   */
  Reply send(HttpRequest request) throws IOException;

  /** The JDK's HTTP. */
  static Transport overHttp() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return request -> {
      try {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        return new Reply(response.statusCode(), response.headers(), response.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException(request.uri() + " was given up");
      }
    };
  }
}
