package dev.holdfast.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandsTest {
  private static final String SESSION =
      """
      {"user": "admin", "roles": ["administrator"], "attributes": {}, "device": null,
       "accessToken": "token", "accessExpires": "2026-01-01T00:00:00Z", "refreshToken": null,
       "serverTime": "2026-01-01T00:00:00Z"}""";
  private static final String ID = "0192f3a0-0000-7000-8000-000000000001";

  @TempDir Path temp = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final HttpServer server = listen();

  private record Answer(int status, String body, String etag) {}

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    Files.writeString(temp.resolve("password"), "secret\n");
    answers.put("POST /api/v1/sessions", new Answer(201, SESSION, ""));
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(request + (match == null ? "" : " if " + match) + " " + body);
    Answer answer = answers.getOrDefault(request, new Answer(404, "", ""));
    if (!answer.etag().isEmpty()) {
      exchange.getResponseHeaders().add("ETag", answer.etag());
    }
    byte[] bytes = answer.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int admin(String... args) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "admin",
                "--server",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "--password-file",
                temp.resolve("password").toString()));
    line.addAll(List.of(args));
    return Main.run(new PrintWriter(out), new PrintWriter(err), line.toArray(String[]::new));
  }

  @Test
  @DisplayName("a list is followed to its end and printed as one array")
  void paging() {
    answers.put(
        "GET /api/v1/admin/issues?status=open&limit=500&offset=0",
        new Answer(200, "{\"items\": [{\"id\": \"1\"}], \"total\": 2, \"next\": 1}", ""));
    answers.put(
        "GET /api/v1/admin/issues?status=open&limit=500&offset=1",
        new Answer(200, "{\"items\": [{\"id\": \"2\"}], \"total\": 2}", ""));

    assertThat(admin("issue", "list", "--status", "open", "--json")).isZero();
    assertThat(out.toString().replaceAll("\\s", "")).isEqualTo("[{\"id\":\"1\"},{\"id\":\"2\"}]");
  }

  @Test
  @DisplayName("a wrong password ends with 4 and the server's words")
  void refused() {
    answers.put(
        "POST /api/v1/sessions",
        new Answer(
            401,
            "{\"title\": \"No\", \"detail\": \"User or password is wrong.\", \"code\": \"bad-credentials\"}",
            ""));

    assertThat(admin("user", "list")).isEqualTo(4);
    assertThat(err.toString()).contains("User or password is wrong. [bad-credentials]");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  @DisplayName("a package with errors ends with 1 and shows every finding with its line")
  void findings() throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), "application: x");
    answers.put(
        "POST /api/v1/admin/packages",
        new Answer(
            422,
            """
            {"title": "T", "detail": "The package has 2 errors.", "code": "invalid-package", "findings": [
              {"line": 3, "column": 5, "path": "tables.a", "code": "c", "message": "first"},
              {"line": 7, "column": 1, "path": "cases.b", "code": "c", "message": "second"}]}""",
            ""));

    assertThat(admin("package", "deploy", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("The package has 2 errors.", "line 3:5  tables.a  first", "line 7:1  cases.b");
  }

  @Test
  @DisplayName("an issue is resolved in the version that was seen, values as their field has them")
  void resolve() {
    answers.put(
        "GET /api/v1/admin/issues/" + ID,
        new Answer(
            200,
            """
            {"id": "1", "fields": [{"field": "defects", "base": null, "mine": 2, "theirs": 3},
              {"field": "findings", "base": "a", "mine": "b", "theirs": "c"}]}""",
            "\"7\""));
    answers.put(
        "POST /api/v1/admin/issues/" + ID + "/resolution", new Answer(200, "{\"id\": \"1\"}", ""));

    assertThat(
            admin(
                "issue",
                "resolve",
                ID,
                "--how",
                "new-case",
                "--set",
                "defects=4",
                "--set",
                "findings=5",
                "--reason",
                "counted again"))
        .isZero();
    assertThat(requests.get(2))
        .startsWith("POST /api/v1/admin/issues/" + ID + "/resolution if \"7\" ")
        .contains(
            "\"how\":\"new-case\"",
            "\"reason\":\"counted again\"",
            "\"defects\":4",
            "\"findings\":\"5\"");
  }

  @Test
  @DisplayName("a number is asked for where the field holds one")
  void wrongNumber() {
    answers.put(
        "GET /api/v1/admin/issues/" + ID,
        new Answer(200, "{\"fields\": [{\"field\": \"defects\", \"mine\": 2}]}", "\"7\""));

    assertThat(
            admin(
                "issue", "resolve", ID, "--how", "edit", "--set", "defects=many", "--reason", "x"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("defects takes a whole number");
  }

  @Test
  @DisplayName("changing a user keeps the attributes that aren't named")
  void userSet() {
    answers.put(
        "GET /api/v1/admin/users/alice",
        new Answer(200, "{\"name\": \"alice\", \"attributes\": {\"states\": [\"AK\"]}}", "\"3\""));
    answers.put("PUT /api/v1/admin/users/alice", new Answer(200, "{\"name\": \"alice\"}", ""));

    assertThat(admin("user", "set", "alice", "--set", "team=north, south")).isZero();
    assertThat(requests.get(2))
        .isEqualTo(
            "PUT /api/v1/admin/users/alice if \"3\" "
                + "{\"attributes\":{\"states\":[\"AK\"],\"team\":[\"north\",\"south\"]}}");
  }

  @Test
  @DisplayName("a resync is ordered for exactly one target")
  void resync() {
    answers.put(
        "POST /api/v1/admin/resyncs", new Answer(201, "{\"id\": \"9\", \"devices\": 2}", ""));

    assertThat(admin("resync", "--user", "alice", "--reason", "new phone")).isZero();
    assertThat(requests.get(1)).contains("\"kind\":\"user\"", "\"value\":\"alice\"", "new phone");
    assertThat(admin("resync", "--user", "alice", "--all", "--reason", "x")).isEqualTo(2);
    assertThat(admin("resync", "--user", "alice")).isEqualTo(2);
  }

  @Test
  @DisplayName("a history that was tampered with fails the command")
  void verify() {
    answers.put(
        "GET /api/v1/admin/cases/" + ID + "/history/verification",
        new Answer(200, "{\"entries\": 4, \"intact\": false, \"brokenAt\": 3}", ""));

    assertThat(admin("case", "history", ID, "--verify")).isEqualTo(1);
    assertThat(out.toString()).contains("from entry 3 on");
  }

  @Test
  @DisplayName("a server that is stopping ends with 3")
  void unavailable() {
    answers.put("POST /api/v1/sessions", new Answer(503, "", ""));

    assertThat(admin("table", "list")).isEqualTo(3);
  }
}
