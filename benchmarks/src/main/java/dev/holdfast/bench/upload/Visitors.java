package dev.holdfast.bench.upload;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Resources;
import dev.holdfast.bench.light.Sessions;
import dev.holdfast.device.Holdfast;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Users with a device each, who write visits. */
public final class Visitors {
  static final String NOTE = "What was seen there, in a sentence or two of the usual length. ";

  /** Everybody's. */
  public static final String PASSWORD = "a password for benchmarks only";

  private static final int ACTIONS_PER_VISIT = 5;
  private static final int CREATED = 201;

  private final BenchServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;
  private int users;

  /**
   * Deploys an application of theirs, in which they write {@code visit}s.
   *
   * @param beside a class that {@code package.yaml} lies beside
   */
  public Visitors(BenchServer server, Class<?> beside) throws IOException, InterruptedException {
    this.server = server;
    String text = Resources.text(beside, "package.yaml");
    server.admin("package", "deploy", server.file("visits.yaml", text).toString());
    this.token =
        Sessions.begin(client, server.url(), "admin", server.adminPassword(), null).accessToken();
  }

  /** A new user. */
  public String add() throws IOException, InterruptedException {
    String user = "visitor-" + ++users;
    post(
        "/admin/users",
        Map.of(
            "name",
            user,
            "password",
            PASSWORD,
            "roles",
            List.of("visitor"),
            "attributes",
            Map.of()));
    return user;
  }

  /** A device of a new user, with everything that is there for it. */
  public Holdfast enrol() throws IOException, InterruptedException {
    String user = add();
    // The key is random bytes in most applications; a passphrase is stretched, which takes long.
    Holdfast device = Holdfast.at(server.newStore()).openWithKey(new byte[32]);
    device.signIn(server.url(), user, PASSWORD, "bench");
    device.sync();
    return device;
  }

  /** Performs so many actions, on a fifth as many cases. */
  public void work(Holdfast device, int actions) {
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

  private void post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofByteArray(WireJson.mapper().writeValueAsBytes(body)))
            .build();
    HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
    if (answer.statusCode() != CREATED) {
      throw new IOException(path + " was answered with " + answer.statusCode());
    }
  }
}
