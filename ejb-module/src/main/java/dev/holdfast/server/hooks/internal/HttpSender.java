package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Posts over HTTP/1.1. Follows no redirect. Of an answer only the status counts: its body is
 * neither read nor kept, so that nobody reads through a webhook what the server can reach.
 * Thread-safe.
 */
@ApplicationScoped
public class HttpSender implements Sender {
  private Receivers receivers;
  private Duration patience;
  private HttpClient client;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected HttpSender() {}

  /** Keeps to the settings. */
  @Inject
  public HttpSender(Receivers receivers, Settings settings) {
    this.receivers = receivers;
    this.patience = settings.get(HooksSettings.ANSWER_TIMEOUT);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.get(HooksSettings.CONNECT_TIMEOUT))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Attempt post(URI receiver, Map<String, String> headers, String body) {
    try {
      Optional<String> objection = receivers.objection(receiver);
      if (objection.isPresent()) {
        return new Attempt(null, objection.get());
      }
      HttpRequest.Builder request = HttpRequest.newBuilder(receiver).timeout(patience);
      headers.forEach(request::header);
      return attempt(request.POST(BodyPublishers.ofString(body)).build());
    } catch (UnknownHostException e) {
      return new Attempt(null, "There is no host " + receiver.getHost() + '.');
    } catch (HttpConnectTimeoutException e) {
      return new Attempt(null, "No connection in time.");
    } catch (HttpTimeoutException e) {
      return new Attempt(null, "No answer in time.");
    } catch (IOException e) {
      return new Attempt(null, "No answer: " + e + '.');
    } catch (IllegalArgumentException e) {
      return new Attempt(null, "It can't be sent there: " + e.getMessage() + '.');
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt(null, "The server was being stopped.");
    }
  }

  private Attempt attempt(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    response.body().close();
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Attempt(status, null);
    }
    return new Attempt(
        status,
        status / 100 == 3
            ? "The receiver redirects (" + status + "), which is not followed."
            : "The receiver answers " + status + '.');
  }
}
