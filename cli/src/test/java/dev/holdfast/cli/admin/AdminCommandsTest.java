package dev.holdfast.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.cli.Main;
import dev.holdfast.kernel.wire.WireJson;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** An issue of the demo's package, in force beside an older version. */
  private void anIssue() throws IOException {
    answers.put(
        "GET /api/v1/admin/issues/" + ID,
        new Answer(
            200,
            """
            {"id": "1", "application": "airfield-inspection", "caseType": "inspection", "fields": [
              {"field": "defects", "base": null, "mine": 2, "theirs": 3}]}""",
            "\"7\""));
    answers.put(
        "GET /api/v1/admin/packages?application=airfield-inspection&limit=500&offset=0",
        new Answer(
            200,
            """
            {"items": [{"application": "airfield-inspection", "version": "0.9.0", "active": false},
              {"application": "airfield-inspection", "version": "1.0.0", "active": true}]}""",
            ""));
    try (var demo =
        Main.class.getResourceAsStream("/dev/holdfast/cli/local/demo/airfield-inspection.yaml")) {
      String yaml =
          new String(Objects.requireNonNull(demo).readAllBytes(), UTF_8)
              .replace("defects:", "urgent: {type: boolean}\n      defects:");
      answers.put("GET /api/v1/packages/airfield-inspection/1.0.0", new Answer(200, yaml, ""));
    }
    answers.put(
        "POST /api/v1/admin/issues/" + ID + "/resolution", new Answer(200, "{\"id\": \"1\"}", ""));
  }

  private int resolve(String... values) {
    List<String> line = new ArrayList<>(List.of("issue", "resolve", ID, "--how", "edit"));
    for (String value : values) {
      line.addAll(List.of("--set", value));
    }
    line.addAll(List.of("--reason", "counted again"));
    return admin(line.toArray(String[]::new));
  }

  @Test
  @DisplayName("an issue is resolved in the version that was seen, values as their field has them")
  void resolve() throws IOException {
    anIssue();

    assertThat(resolve("defects=4", "findings=5", "urgent=true", "due=2026-12-01", "condition="))
        .as(err.toString())
        .isZero();
    assertThat(requests.get(requests.size() - 1))
        .startsWith("POST /api/v1/admin/issues/" + ID + "/resolution if \"7\" ")
        .contains(
            "\"how\":\"edit\"",
            "\"reason\":\"counted again\"",
            "\"defects\":4",
            "\"findings\":\"5\"",
            "\"urgent\":true",
            "\"due\":\"2026-12-01\"",
            "\"condition\":null");
  }

  @ParameterizedTest
  @DisplayName("what is no value of its field is refused, and nothing is decided")
  @CsvSource({
    "defects=many, integer",
    "urgent=yes, boolean",
    "urgent=TRUE, boolean",
    "due=tomorrow, date",
    "nonsense=1, has no field nonsense"
  })
  void wrongValue(String value, String message) throws IOException {
    anIssue();

    assertThat(resolve(value)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(requests).noneMatch(request -> request.contains("/resolution"));
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

  private void aHistory(String verification) {
    answers.put(
        "GET /api/v1/admin/cases/" + ID + "/history?limit=500&offset=0",
        new Answer(
            200,
            """
            {"items": [{"position": 1, "action": "plan", "changes": {"site": [null, "SIT"]}},
              {"position": 2, "action": "arrive", "changes": {}}]}""",
            ""));
    answers.put(
        "GET /api/v1/admin/cases/" + ID + "/history/verification",
        new Answer(200, verification, ""));
  }

  @Test
  @DisplayName("a history is printed with its proof")
  void verified() throws IOException {
    aHistory("{\"entries\": 2, \"intact\": true, \"brokenAt\": 0}");

    assertThat(admin("case", "history", ID, "--verify")).isZero();
    assertThat(out.toString()).contains("plan", "arrive", "2 entries, untouched.");

    out.getBuffer().setLength(0);
    assertThat(admin("case", "history", ID, "--verify", "--json")).isZero();
    JsonNode entries = WireJson.mapper().readTree(out.toString());
    assertThat(entries.isArray()).isTrue();
    assertThat(entries.findValuesAsText("verified")).containsExactly("true", "true");
    assertThat(err.toString()).contains("2 entries, untouched.");
  }

  @Test
  @DisplayName("a history that was tampered with fails the command and shows where")
  void tampered() throws IOException {
    aHistory("{\"entries\": 2, \"intact\": false, \"brokenAt\": 2}");

    assertThat(admin("case", "history", ID, "--verify")).isEqualTo(1);
    assertThat(out.toString()).contains("plan", "from entry 2 on");

    out.getBuffer().setLength(0);
    assertThat(admin("case", "history", ID, "--verify", "--json")).isEqualTo(1);
    assertThat(WireJson.mapper().readTree(out.toString()).findValuesAsText("verified"))
        .containsExactly("true", "false");
    assertThat(err.toString()).contains("from entry 2 on");
  }

  @Test
  @DisplayName("the SQL of capture is a JSON document too")
  void ddl() throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), "application: x");
    answers.put("POST /api/v1/admin/ddl", new Answer(200, "CREATE TRIGGER x;\n", ""));

    assertThat(admin("ddl", file.toString(), "--json")).isZero();
    assertThat(WireJson.mapper().readTree(out.toString()).path("sql").asText())
        .isEqualTo("CREATE TRIGGER x;\n");
    out.getBuffer().setLength(0);
    assertThat(admin("ddl", file.toString())).isZero();
    assertThat(out.toString().strip()).isEqualTo("CREATE TRIGGER x;");
  }

  @Test
  @DisplayName("who has a device wiped is told what waits on it")
  void wipe() {
    answers.put(
        "GET /api/v1/admin/devices/" + ID, new Answer(200, "{\"id\": \"1\", \"pending\": 3}", ""));
    answers.put("POST /api/v1/admin/devices/" + ID + "/wipe", new Answer(204, "", ""));

    assertThat(admin("device", "wipe", ID)).isZero();
    assertThat(err.toString()).contains("3 action(s) waited on it");
  }

  @ParameterizedTest
  @DisplayName("what is no server's address is a usage error")
  @ValueSource(
      strings = {"localhost:8080", "ftp://localhost", "http://", "no server", "http://a b"})
  void noAddress(String address) {
    assertThat(
            Main.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "admin",
                "--server",
                address,
                "--password-file",
                temp.resolve("password").toString(),
                "user",
                "list"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("Not the URL of a server");
  }

  @Test
  @DisplayName("a server that is stopping ends with 3")
  void unavailable() {
    answers.put("POST /api/v1/sessions", new Answer(503, "", ""));

    assertThat(admin("table", "list")).isEqualTo(3);
  }
}
