package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.kernel.wire.WireJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What an administrator looks at by the command")
class OperateCommandsTest {
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

  private JsonNode json() throws IOException {
    return WireJson.mapper().readTree(server().out());
  }

  @Test
  @DisplayName("has tables, and with --all case types too, with their problems")
  void tables() throws IOException {
    server()
        .answer(
            "GET /api/v1/admin/tables?limit=500&offset=0",
            200,
            """
            {"items": [{"application": "a", "name": "airport", "source": "demo.airport", "strategy": "changes",
              "rows": 7, "buckets": 2, "bytes": 100, "changedAt": null, "problem": "demo.airport has no column city."}],
             "total": 1}""");
    server()
        .answer(
            "GET /api/v1/admin/tables?all=true&limit=500&offset=0",
            200,
            """
            {"items": [{"application": "a", "name": "airport", "problem": null},
              {"application": "a", "name": "inspection", "problem": null}], "total": 2}""");

    assertThat(server().admin("table", "list")).isZero();
    assertThat(server().out()).contains("PROBLEM", "demo.airport has no column city.");
    assertThat(server().admin("table", "list", "--all", "--json")).isZero();
    assertThat(json().findValuesAsText("name")).containsExactly("airport", "inspection");
  }

  @Test
  @DisplayName("has the log of syncs under a filter, and as CSV")
  void syncLog() throws IOException {
    String filter = "/api/v1/admin/syncs?user=alice&device=" + ID + "&kind=full&failed=true";
    server()
        .answer(
            "GET " + filter + "&limit=5",
            200,
            """
            {"items": [{"at": "2026-01-31T12:00:00Z", "deviceName": "Tablet", "user": "alice", "kind": "full",
              "rows": 10, "bytes": 500, "millis": 42, "healed": ["a/b[]"], "error": "cut"}], "total": 1}""");
    server().answer("GET " + filter, 200, "at,device\r\n");

    String[] wanted = {
      "sync-log", "list", "--of", "alice", "--device", ID, "--kind", "full", "--failed"
    };
    assertThat(server().admin(with(wanted, "--last", "5"))).isZero();
    assertThat(server().out()).contains("Tablet", "a/b[]", "cut");
    assertThat(server().admin(with(wanted, "--last", "5", "--json"))).isZero();
    assertThat(json().at("/0/rows").asInt()).isEqualTo(10);
    assertThat(server().admin(with(wanted, "--csv"))).isZero();
    assertThat(server().out()).isEqualTo("at,device\r\n");
  }

  @Test
  @DisplayName("has what goes to a user, why, and why not")
  void ships() throws IOException {
    server()
        .answer(
            "GET /api/v1/admin/users/alice/ships",
            200,
            """
            {"user": "alice", "rows": 7, "bytes": 900, "applications": [
              {"application": "a", "roles": ["inspector"], "rolesOfUser": ["inspector"], "units": [
                {"unit": "airport", "problem": null, "left": [], "moreBuckets": 12,
                 "buckets": [{"terms": "state=AK", "rows": 7, "bytes": 900,
                   "reasons": [{"rule": "row.state in user.states", "values": ["AK"]}]}]},
                {"unit": "place", "problem": "demo.place has no column x.", "buckets": [],
                 "left": [{"rule": "row.team in user.teams", "attributes": ["teams"]}]}]},
              {"application": "b", "roles": ["nurse"], "rolesOfUser": [], "units": []}]}""");

    assertThat(server().admin("user", "ships", "alice")).isZero();
    assertThat(server().out())
        .contains(
            "state=AK",
            "row.state in user.states with AK",
            "and 12 more",
            "nothing new: demo.place has no column x.",
            "not: row.team in user.teams, the user has no teams",
            "not: the user has none of the roles nurse",
            "7 rows, about 900 bytes before compression");
    assertThat(server().admin("user", "ships", "alice", "--json")).isZero();
    assertThat(json().path("rows").asInt()).isEqualTo(7);
  }

  @Test
  @DisplayName(
      "has alerts, the open ones unless others are asked for, and closes one with a reason")
  void alerts() throws IOException {
    String drift =
        """
        {"id": "%s", "kind": "drift", "subject": "a/airport", "detail": "1 missing",
         "devices": [{"name": "tablet", "user": "alice"}], "moreDevices": 3, "version": 7, "times": 2, "closedBy": "admin", "closedReason": "A trigger was off"}"""
            .formatted(ID);
    server()
        .answer(
            "GET /api/v1/admin/alerts?limit=500&offset=0",
            200,
            "{\"items\": [" + drift + "], \"total\": 1}");
    server()
        .answer(
            "GET /api/v1/admin/alerts?status=all&kind=drift&limit=500&offset=0",
            200,
            "{\"items\": [], \"total\": 0}");
    server().answer("GET /api/v1/admin/alerts/" + ID, 200, drift);
    server().answer("POST /api/v1/admin/alerts/" + ID + "/closing", 200, drift);

    assertThat(server().admin("alert", "list")).isZero();
    assertThat(server().out())
        .contains("drift", "a/airport", "1 missing", "tablet of alice, and 3 more");
    assertThat(server().admin("alert", "list", "--status", "all", "--kind", "drift", "--json"))
        .isZero();
    assertThat(json()).isEmpty();
    assertThat(server().admin("alert", "close", ID, "--reason", "A trigger was off")).isZero();
    assertThat(server().requests()).last().asString().contains("\"reason\":\"A trigger was off\"");
    assertThat(server().out()).contains("Closed by admin: A trigger was off");
    int asked = server().requests().size();
    assertThat(server().admin("alert", "close", ID, "--reason", "x", "--seen", "7")).isZero();
    assertThat(server().requests().stream().skip(asked))
        .as("closed as it was seen, not as it stands now")
        .noneMatch(request -> request.startsWith("GET /api/v1/admin/alerts"));
    assertThat(server().admin("alert", "close", ID)).as("without a reason").isEqualTo(2);
  }

  @Test
  @DisplayName("has the audit trail under a filter")
  void audit() throws IOException {
    server()
        .answer(
            "GET /api/v1/admin/audit?user=admin&action=user-changed&subject=ali&limit=20",
            200,
            """
            {"items": [{"at": "2026-01-31T12:00:00Z", "user": "admin", "action": "user-changed", "subject": "alice",
              "reason": null, "changes": {"roles": [["a"], ["a", "b"]], "horizon": [null, "2026-01-01"]}}], "total": 1}""");
    String[] wanted = {
      "audit",
      "list",
      "--by",
      "admin",
      "--action",
      "user-changed",
      "--subject",
      "ali",
      "--last",
      "20"
    };

    assertThat(server().admin(wanted)).isZero();
    assertThat(server().out())
        .contains("user-changed", "alice", "roles: a -> a, b; horizon: 2026-01-01");
    assertThat(server().admin(with(wanted, "--json"))).isZero();
    assertThat(json().at("/0/subject").asText()).isEqualTo("alice");
  }

  @Test
  @DisplayName("has an order with its devices, or all of one status, and says what is left out")
  void order() throws IOException {
    server()
        .answer(
            "GET /api/v1/admin/resyncs/" + ID,
            200,
            """
            {"id": "1", "reason": "repair", "devices": 501, "progress": [
              {"deviceName": "Tablet", "status": "running", "sent": 1200, "rows": 5000, "error": null}]}""");
    server()
        .answer(
            "GET /api/v1/admin/resyncs/" + ID + "/devices?status=failed&limit=500&offset=0",
            200,
            "{\"items\": [{\"deviceName\": \"Phone\", \"error\": \"disk full\"}], \"total\": 1}");

    assertThat(server().admin("resync", "show", ID)).isZero();
    assertThat(server().out()).contains("Tablet", "running", "1200", "5000");
    assertThat(server().err()).contains("500 more device(s) are not shown");
    assertThat(server().admin("resync", "show", ID, "--status", "failed", "--json")).isZero();
    assertThat(json().at("/progress/0/error").asText()).isEqualTo("disk full");
    assertThat(server().err()).isEmpty();
  }

  private static String[] with(String[] line, String... more) {
    String[] all = java.util.Arrays.copyOf(line, line.length + more.length);
    System.arraycopy(more, 0, all, line.length, more.length);
    return all;
  }
}
