package dev.holdfast.bench.upload;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.device.Holdfast;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users with a device each, who write visits. */
final class Visitors {
  static final String NOTE = "What was seen there, in a sentence or two of the usual length. ";

  private static final String PASSWORD = "a password for benchmarks only";
  private static final int ACTIONS_PER_VISIT = 5;
  private static final int CREATED = 201;

  private final BenchServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;
  private int users;

  Visitors(BenchServer server) throws IOException, InterruptedException {
    this.server = server;
    try (InputStream source = Visitors.class.getResourceAsStream("package.yaml")) {
      if (source == null) {
        throw new IOException("package.yaml is not on the class path");
      }
      String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
      server.admin("package", "deploy", server.file("visits.yaml", text).toString());
    }
    Session session =
        WireJson.mapper()
            .readValue(
                post("/sessions", null, new SignInRequest("admin", server.adminPassword(), null)),
                Session.class);
    this.token = session.accessToken();
  }

  /** A device of a new user, with everything that is there for it. */
  Holdfast enrol() throws IOException, InterruptedException {
    String user = "visitor-" + ++users;
    post(
        "/admin/users",
        token,
        Map.of(
            "name",
            user,
            "password",
            PASSWORD,
            "roles",
            List.of("visitor"),
            "attributes",
            Map.of()));
    // The key is random bytes in most applications; a passphrase is stretched, which takes long.
    Holdfast device = Holdfast.at(server.newStore()).openWithKey(new byte[32]);
    device.signIn(server.url(), user, PASSWORD, "bench");
    device.sync();
    return device;
  }

  /** Performs so many actions, on a fifth as many cases. */
  void work(Holdfast device, int actions) {
    String user = String.valueOf(device.status().user());
    UUID visit = null;
    for (int i = 0; i < actions; i++) {
      Map<String, Object> fields = Map.of("note", NOTE + i, "count", (long) i);
      if (visit == null || i % ACTIONS_PER_VISIT == 0) {
        visit = device.create("visit", Map.of("note", NOTE, "assignee", user)).caseId();
      } else {
        device.perform(visit, "write", fields);
      }
    }
  }

  private byte[] post(String path, @org.jspecify.annotations.Nullable String bearer, Object body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(body)));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() != CREATED) {
      throw new IOException(path + " was answered with " + answer.statusCode());
    }
    return answer.body();
  }
}
