package dev.holdfast.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The issue workbasket by the command")
class IssueCommandsTest {
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
  @DisplayName(
      "has groups of issues under a filter, and many are decided as the preview showed them")
  void issueBatches() {
    String filter = "?reason=stale&text=broken+lamp&field=";
    server()
        .answer(
            "GET /api/v1/admin/issues/groups" + filter + "&limit=500&offset=0",
            200,
            """
            {"items": [{"reason": "stale", "caseType": "inspection", "packageVersion": "1.0.0", "field": null,
              "issues": 7, "unresolved": 5}], "total": 1}""");
    server()
        .answer(
            "POST /api/v1/admin/issue-batches/preview" + filter,
            200,
            """
            {"seenAt": "2026-01-31T12:00:00Z", "issues": 5, "followers": 2, "claimedByOthers": 1, "tried": 5, "possible": 4,
             "objections": [{"message": "Give the condition first", "issues": 1}], "examples": []}""");
    server()
        .answer(
            "POST /api/v1/admin/issue-batches?reason=stale&text=broken+lamp&field=&until=2026-01-31T12%3A00%3A00Z",
            202, "{\"id\": \"" + ID + "\", \"progress\": {\"issues\": 5}}");
    String[] which = {"--reason", "stale", "--text", "broken lamp", "--field", ""};

    assertThat(server().admin(with(which, "issue", "groups"))).isZero();
    assertThat(server().out()).contains("inspection", "UNRESOLVED");
    assertThat(server().admin(with(which, "issue", "batch", "preview", "--how", "apply"))).isZero();
    assertThat(server().out())
        .contains(
            "5 issue(s) would be decided on, with 2 submission(s)", "Give the condition first");
    assertThat(
            server()
                .admin(
                    with(which, "issue", "batch", "start", "--how", "apply", "--because", "fine")))
        .isZero();
    assertThat(server().out()).contains("Batch " + ID + " decides on 5 issue(s)");
    assertThat(server().requests())
        .last()
        .asString()
        .contains("\"how\":\"apply\"", "\"reason\":\"fine\"", "\"issues\":5")
        .doesNotContain("ollowers");
    assertThat(
            server()
                .admin(
                    with(
                        which,
                        "issue",
                        "batch",
                        "start",
                        "--how",
                        "discard",
                        "--because",
                        "no",
                        "--with-followers")))
        .isZero();
    assertThat(server().requests())
        .last()
        .asString()
        .contains("\"withFollowers\":true", "\"followers\":2");
  }

  @Test
  @DisplayName("decides on a chain as it was seen, and tells what became of what waited")
  void chain() {
    String path = "/api/v1/admin/issues/" + ID;
    server()
        .answer(
            "GET /api/v1/admin/issues?limit=500&offset=0",
            200,
            "{\"items\": [{\"number\": 10, \"status\": \"open\", \"waiting\": 2}], \"total\": 1}");
    server().answer("GET " + path, 200, "{\"chain\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}", "\"2\"");
    server()
        .answer(
            "POST " + path + "/resolution",
            200,
            """
            {"became": [
              {"number": 11, "action": "record", "status": "resolved", "resolution": "released"},
              {"number": 12, "action": "sign", "status": "open", "reason": "not-allowed"},
              {"number": 13, "action": "submit", "status": "waiting", "headNumber": 12}]}""");

    assertThat(server().admin("issue", "list")).isZero();
    assertThat(server().out()).contains("WAITING");
    assertThat(server().admin("issue", "show", ID)).isZero();
    assertThat(server().out()).contains("Behind it:");
    String[] discard = {"issue", "resolve", ID, "--how", "discard", "--reason", "no"};
    assertThat(server().admin(with(new String[] {"--with-followers"}, discard))).isZero();
    assertThat(server().requests())
        .last()
        .asString()
        .contains("if \"2\"", "\"followers\":[\"a\",\"b\"]");
    assertThat(server().admin(discard)).isZero();
    assertThat(server().requests()).last().asString().doesNotContain("followers");
    assertThat(server().out())
        .contains(
            "#11 record: released",
            "#12 sign: parked again, not-allowed",
            "#13 submit: waits behind #12");
  }

  @Test
  @DisplayName("tells what a batch could not decide, and cancels it")
  void issueBatch() {
    String path = "/api/v1/admin/issue-batches/" + ID;
    server()
        .answer(
            "GET " + path,
            200,
            "{\"id\": \"" + ID + "\", \"status\": \"running\", \"progress\": {\"done\": 3}}");
    server()
        .answer(
            "GET " + path + "/issues?state=failed&limit=500&offset=0",
            200,
            "{\"items\": [{\"number\": 42, \"why\": \"Give the condition first\"}], \"total\": 1}");
    server()
        .answer(
            "POST " + path + "/cancellation", 200, "{\"progress\": {\"done\": 3, \"issues\": 5}}");

    assertThat(server().admin("issue", "batch", "show", ID)).isZero();
    assertThat(server().out()).contains("running", "42", "Give the condition first");
    assertThat(server().admin("issue", "batch", "cancel", ID)).isZero();
    assertThat(server().out()).contains("3 of 5 issue(s) were decided");
  }

  @Test
  @DisplayName("says who is a member of a workbasket, of the version that was seen")
  void members() {
    String path = "/api/v1/admin/workbaskets/north";
    server().answer("GET " + path, 200, "{\"users\": [\"mia\", \"max\"], \"roles\": []}", "\"3\"");
    server().answer("PUT " + path, 200, "{\"users\": [\"mia\", \"zoe\"], \"roles\": []}");

    assertThat(
            server()
                .admin(
                    "workbasket", "members", "north", "--add-user", "zoe", "--remove-user", "max"))
        .isZero();

    assertThat(server().out()).contains("Members of north: users mia, zoe");
    assertThat(server().requests())
        .last()
        .asString()
        .contains("if \"3\"", "\"users\":[\"mia\",\"zoe\"]");
  }

  @Test
  @DisplayName("counts issues, exports them whole, comments on them and hands them on")
  void issues() {
    String path = "/api/v1/admin/issues/" + ID;
    server()
        .answer(
            "GET /api/v1/admin/issue-reports/ageing",
            200,
            "{\"items\": [{\"workbasket\": \"north\", \"older\": 9}], \"total\": 1}");
    server()
        .answer(
            "GET /api/v1/admin/issue-reports/volume?from=2026-01-01&until=2026-01-31",
            200,
            "day,workbasket\r\n");
    server().answer("GET /api/v1/admin/issues/submissions?workbasket=north", 200, "[1]");
    server().answer("GET /api/v1/admin/issues/submissions?assignee=mia", 200, "id\r\n");
    server().answer("GET " + path, 200, "{}", "\"2\"");
    server().answer("POST " + path + "/release", 200, "{}");
    server().answer("POST " + path + "/assignment", 200, "{}");
    server().answer("POST " + path + "/comments", 201, "{}");

    assertThat(server().admin("issue", "report", "ageing")).isZero();
    assertThat(server().out()).contains("north", "9");
    assertThat(
            server()
                .admin(
                    "issue",
                    "report",
                    "volume",
                    "--from",
                    "2026-01-01",
                    "--until",
                    "2026-01-31",
                    "--csv"))
        .isZero();
    assertThat(server().out()).isEqualTo("day,workbasket\r\n");
    assertThat(server().admin("issue", "export", "--workbasket", "north")).isZero();
    assertThat(server().out()).isEqualTo("[1]");
    assertThat(server().admin("issue", "export", "--csv", "--assignee", "mia")).isZero();
    assertThat(server().out()).isEqualTo("id\r\n");
    assertThat(server().admin("issue", "release", ID)).isZero();
    assertThat(server().admin("issue", "assign", ID, "--to", "mia")).isZero();
    assertThat(server().requests()).last().asString().contains("if \"2\"", "\"user\":\"mia\"");
    assertThat(server().admin("issue", "comment", ID, "who was there?")).isZero();
  }

  private static String[] with(String[] which, String... command) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(which)).toArray(String[]::new);
  }
}
