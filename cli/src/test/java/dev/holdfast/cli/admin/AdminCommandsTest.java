package dev.holdfast.cli.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.Main;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminCommandsTest {
  private static final String ID = "0192f3a0-0000-7000-8000-000000000001";

  @TempDir Path temp = Path.of("");
  private @Nullable PretendServer started;

  @BeforeEach
  void start() throws IOException {
    started = new PretendServer(temp);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  private PretendServer server() {
    return Objects.requireNonNull(started);
  }

  @Test
  @DisplayName("a list is followed to its end and printed as one array")
  void paging() {
    server()
        .answer(
            "GET /api/v1/admin/issues?status=open&limit=500&offset=0",
            200,
            "{\"items\": [{\"id\": \"1\"}], \"total\": 2, \"next\": 1}");
    server()
        .answer(
            "GET /api/v1/admin/issues?status=open&limit=500&offset=1",
            200,
            "{\"items\": [{\"id\": \"2\"}], \"total\": 2}");

    assertThat(server().admin("issue", "list", "--status", "open", "--json")).isZero();
    assertThat(server().out().replaceAll("\\s", "")).isEqualTo("[{\"id\":\"1\"},{\"id\":\"2\"}]");
  }

  @Test
  @DisplayName("a wrong password ends with 4 and the server's words")
  void refused() {
    server()
        .answer(
            "POST /api/v1/sessions",
            401,
            "{\"title\": \"No\", \"detail\": \"User or password is wrong.\", \"code\":"
                + " \"bad-credentials\"}");

    assertThat(server().admin("user", "list")).isEqualTo(4);
    assertThat(server().err()).contains("User or password is wrong. [bad-credentials]");
    assertThat(server().out()).isEmpty();
  }

  @Test
  @DisplayName("a package with errors ends with 1 and shows every finding with its line")
  void findings() throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), "application: x");
    server()
        .answer(
            "POST /api/v1/admin/packages",
            422,
"""
{"title": "T", "detail": "The package has 2 errors.", "code": "invalid-package", "findings": [
  {"line": 3, "column": 5, "path": "tables.a", "code": "c", "message": "first"},
  {"line": 7, "column": 1, "path": "cases.b", "code": "c", "message": "second"}]}\
""");

    assertThat(server().admin("package", "deploy", file.toString())).isEqualTo(1);
    assertThat(server().err())
        .contains("The package has 2 errors.", "line 3:5  tables.a  first", "line 7:1  cases.b");
  }

  @Test
  @DisplayName("a package with warnings ends with 0 and shows them beside the result")
  void warnings() throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), "application: x");
    server()
        .answer(
            "POST /api/v1/admin/packages",
            200,
"""
{"application": "x", "version": "1.0.0", "active": true, "warnings": [
  {"line": 3, "column": 5, "path": "tables.a", "code": "large-table", "message": "first"}]}\
""");

    assertThat(server().admin("package", "deploy", file.toString())).isEqualTo(0);
    assertThat(server().out()).contains("x 1.0.0 is in force.").doesNotContain("first");
    assertThat(server().err()).contains("warning: line 3:5  tables.a  first [large-table]");
  }

  /** An issue of the demo's package, in force beside an older version. */
  private void anIssue() throws IOException {
    server()
        .answer(
            "GET /api/v1/admin/issues/" + ID,
            200,
            """
            {"id": "1", "application": "airfield-inspection", "caseType": "inspection", "fields": [
              {"field": "defects", "base": null, "mine": 2, "theirs": 3}]}\
            """,
            "\"7\"");
    server()
        .answer(
            "GET /api/v1/admin/packages?application=airfield-inspection&limit=500&offset=0",
            200,
            """
            {"items": [{"application": "airfield-inspection", "version": "0.9.0", "active": false},
              {"application": "airfield-inspection", "version": "1.0.0", "active": true}]}\
            """);
    try (var demo =
        Main.class.getResourceAsStream("/dev/holdfast/cli/local/demo/airfield-inspection.yaml")) {
      String yaml =
          new String(Objects.requireNonNull(demo).readAllBytes(), UTF_8)
              .replace("defects:", "urgent: {type: boolean}\n      defects:");
      server().answer("GET /api/v1/packages/airfield-inspection/1.0.0", 200, yaml);
    }
    server().answer("POST /api/v1/admin/issues/" + ID + "/resolution", 200, "{\"id\": \"1\"}");
  }

  private int resolve(String... values) {
    List<String> line = new ArrayList<>(List.of("issue", "resolve", ID, "--how", "edit"));
    for (String value : values) {
      line.addAll(List.of("--set", value));
    }
    line.addAll(List.of("--reason", "counted again"));
    return server().admin(line.toArray(String[]::new));
  }

  @Test
  @DisplayName("an issue is resolved in the version that was seen, values as their field has them")
  void resolve() throws IOException {
    anIssue();

    assertThat(resolve("defects=4", "findings=5", "urgent=true", "due=2026-12-01", "condition="))
        .as(server().err())
        .isZero();
    assertThat(server().requests().get(server().requests().size() - 1))
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
    assertThat(server().err()).contains(message);
    assertThat(server().requests()).noneMatch(request -> request.contains("/resolution"));
  }

  @Test
  @DisplayName("changing a user keeps the attributes that aren't named")
  void userSet() {
    server()
        .answer(
            "GET /api/v1/admin/users/alice",
            200,
            "{\"name\": \"alice\", \"attributes\": {\"states\": [\"AK\"]}}",
            "\"3\"");
    server().answer("PUT /api/v1/admin/users/alice", 200, "{\"name\": \"alice\"}");

    assertThat(server().admin("user", "set", "alice", "--set", "team=north, south")).isZero();
    assertThat(server().requests().get(2))
        .isEqualTo(
            "PUT /api/v1/admin/users/alice if \"3\" "
                + "{\"attributes\":{\"states\":[\"AK\"],\"team\":[\"north\",\"south\"]}}");
  }

  @Test
  @DisplayName("a resync is ordered for exactly one target")
  void resync() {
    server().answer("POST /api/v1/admin/resyncs", 201, "{\"id\": \"9\", \"devices\": 2}");

    assertThat(server().admin("resync", "--user", "alice", "--reason", "new phone")).isZero();
    assertThat(server().requests().get(1))
        .contains("\"kind\":\"user\"", "\"value\":\"alice\"", "new phone");
    assertThat(server().admin("resync", "--user", "alice", "--all", "--reason", "x")).isEqualTo(2);
    assertThat(server().admin("resync", "--user", "alice")).isEqualTo(2);
  }

  @Test
  @DisplayName("the SQL of capture is a JSON document too")
  void ddl() throws IOException {
    Path file = Files.writeString(temp.resolve("p.yaml"), "application: x");
    server().answer("POST /api/v1/admin/ddl", 200, "CREATE TRIGGER x;\n");

    assertThat(server().admin("ddl", file.toString(), "--json")).isZero();
    assertThat(WireJson.mapper().readTree(server().out()).path("sql").asText())
        .isEqualTo("CREATE TRIGGER x;\n");
    assertThat(server().admin("ddl", file.toString())).isZero();
    assertThat(server().out().strip()).isEqualTo("CREATE TRIGGER x;");
  }

  @Test
  @DisplayName("who has a device wiped is told what waits on it")
  void wipe() {
    server().answer("GET /api/v1/admin/devices/" + ID, 200, ended(true));
    server().answer("POST /api/v1/admin/devices/" + ID + "/wipe", 204, "");

    assertThat(server().admin("device", "wipe", ID)).isZero();
    assertThat(server().err()).contains("3 action(s) waited on it", "it sends them first");
  }

  @Test
  @DisplayName("who ends a device says whether what it has not sent is taken")
  void end() {
    String path = "/api/v1/admin/devices/" + ID;
    String why = path + "?reason=by+holdfast+admin&acceptUnsent=";
    server().answer("DELETE " + why + "true", 204, "");
    server().answer("DELETE " + why + "false", 204, "");
    server().answer("POST " + path + "/wipe", 204, "");

    server().answer("GET " + path, 200, ended(true));
    assertThat(server().admin("device", "revoke", ID, "--keep-store", "--accept-unsent")).isZero();
    assertThat(server().out()).contains("is taken at its next contact");
    server().answer("GET " + path, 200, ended(false));
    assertThat(server().admin("device", "revoke", ID, "--keep-store", "--no-accept-unsent"))
        .isZero();
    assertThat(server().out()).contains("stays on it");
    assertThat(server().admin("device", "revoke", ID, "--no-accept-unsent")).isZero();
    assertThat(server().err()).contains("they go with it");
    assertThat(server().requests())
        .filteredOn(request -> request.startsWith("POST " + path))
        .singleElement()
        .asString()
        .contains("\"acceptUnsent\":false");
    assertThat(server().admin("device", "wipe", ID, "--accept-unsent", "--no-accept-unsent"))
        .isEqualTo(2);
  }

  @Test
  @DisplayName("who ends a device again without a word is told what the earlier order said")
  void endAgain() {
    String path = "/api/v1/admin/devices/" + ID;
    server().answer("DELETE " + path + "?reason=by+holdfast+admin", 204, "");
    server().answer("POST " + path + "/wipe", 204, "");
    server().answer("GET " + path, 200, ended(false));

    assertThat(server().admin("device", "revoke", ID, "--keep-store")).isZero();
    assertThat(server().out()).contains("stays on it");
    assertThat(server().admin("device", "wipe", ID)).isZero();
    assertThat(server().err()).contains("they go with it");
    assertThat(server().requests()).noneMatch(request -> request.contains("acceptUnsent"));
  }

  private static String ended(boolean accepts) {
    return "{\"id\": \"1\", \"pending\": 3, \"ending\": {\"acceptsUnsent\": %s}}"
        .formatted(accepts);
  }

  @ParameterizedTest
  @DisplayName("what is no server's address is a usage error")
  @ValueSource(
      strings = {"localhost:8080", "ftp://localhost", "http://", "no server", "http://a b"})
  void noAddress(String address) {
    assertThat(server().adminOf(address, "user", "list")).isEqualTo(2);
    assertThat(server().err()).contains("Not the URL of a server");
  }

  @Test
  @DisplayName("a server that is stopping ends with 3")
  void unavailable() {
    server().answer("POST /api/v1/sessions", 503, "");

    assertThat(server().admin("table", "list")).isEqualTo(3);
  }
}
