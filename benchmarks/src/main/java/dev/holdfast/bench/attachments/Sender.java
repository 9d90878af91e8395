package dev.holdfast.bench.attachments;

import dev.holdfast.bench.light.Sessions;
import dev.holdfast.kernel.digest.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A device by the letter of the protocol that sends contents by tus, in pieces as ours does. */
final class Sender {
  private static final int PIECE = 1024 * 1024;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int BUSY = 503;

  private final HttpClient client;
  private final URI server;
  private final String token;

  private Sender(HttpClient client, URI server, String token) {
    this.client = client;
    this.server = server;
    this.token = token;
  }

  /** Enrols a device of a user. */
  static Sender enrol(HttpClient client, String server, String user, String password)
      throws IOException, InterruptedException {
    return new Sender(
        client,
        URI.create(server),
        Sessions.begin(client, server, user, password, "sender").accessToken());
  }

  /** Sends a picture; comes again as often as the server says that others are sending. */
  Sender send(byte[] picture) throws IOException, InterruptedException {
    HttpResponse<Void> upload =
        answer(
            request(server.resolve("/api/v1/contents"))
                .header("Upload-Length", Integer.toString(picture.length))
                .header("Upload-Metadata", metadata(id(picture)))
                .POST(BodyPublishers.noBody())
                .build(),
            CREATED);
    URI address = server.resolve(upload.headers().firstValue("Location").orElseThrow());
    for (int offset = 0; offset < picture.length; offset += PIECE) {
      byte[] piece = Arrays.copyOfRange(picture, offset, Math.min(offset + PIECE, picture.length));
      answer(
          request(address)
              .header("Upload-Offset", Integer.toString(offset))
              .header("Content-Type", "application/offset+octet-stream")
              .method("PATCH", BodyPublishers.ofByteArray(piece))
              .build(),
          NO_CONTENT);
    }
    return this;
  }

  private static String id(byte[] picture) {
    MessageDigest digest = Sha256.digest();
    digest.update(picture);
    return Sha256.hex(digest);
  }

  private static String metadata(String id) {
    return Map.of(
            "id",
            id,
            "application",
            "visits",
            "case-type",
            "visit",
            "field",
            "photo",
            "type",
            "image/jpeg")
        .entrySet()
        .stream()
        .map(
            entry ->
                entry.getKey()
                    + ' '
                    + Base64.getEncoder()
                        .encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(","));
  }

  private HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + token)
        .header("Tus-Resumable", "1.0.0");
  }

  private HttpResponse<Void> answer(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
    while (answer.statusCode() == BUSY) {
      TimeUnit.SECONDS.sleep(answer.headers().firstValueAsLong("Retry-After").orElse(1));
      answer = client.send(request, BodyHandlers.discarding());
    }
    if (answer.statusCode() != expected) {
      throw new IOException(request.uri() + " was answered with " + answer.statusCode());
    }
    return answer;
  }
}
