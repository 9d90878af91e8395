package dev.holdfast.it.workbasket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A member of a workbasket")
class MembersTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("mine"));
  private final JobPackage others = new JobPackage(unique("theirs"));
  private final String inside = park(jobs);
  private final String outside = park(others);
  private final TestUser user = newUser("caseworker");
  private final Api member = user.api();

  /** The second device ends a job that the first has ended already. */
  private static String park(JobPackage jobs) {
    TestUser worker = jobs.worker();
    TestDevice first = device(worker);
    ActionSubmission begin = jobs.begin(worker);
    first.submit(begin, jobs.action(begin.caseId(), "end", 1, Map.of("note", "mine")));
    return String.valueOf(
        device(worker)
            .submit(jobs.action(begin.caseId(), "end", 1, Map.of("note", "lamp theirs")))
            .get(0)
            .issue());
  }

  private void join() {
    String path = "/admin/workbaskets/" + jobs.workbasket();
    String seen = admin().get(path).ok().header("ETag");
    admin().put(path, seen, Map.of("users", List.of(user.name()))).ok();
  }

  @Test
  @DisplayName("sees and decides on its issues, and on no others, and administers nothing")
  void withinReach() {
    assertThat(member.get("/admin/issues").ok().json().path("total").asInt()).isZero();
    join();

    assertThat(member.get("/admin/issues").ok().json().path("total").asInt()).isEqualTo(1);
    assertThat(member.get("/admin/issues?text=lamp").json().at("/items/0/id").asText())
        .isEqualTo(inside);
    assertThat(
            member
                .get("/admin/issues?workbasket=" + others.workbasket())
                .json()
                .path("total")
                .asInt())
        .isZero();
    assertThat(member.get("/admin/issues/groups").ok().json().path("total").asInt()).isEqualTo(1);
    assertThat(member.get("/admin/issues/submissions").ok().json()).hasSize(1);
    assertThat(
            member
                .get("/admin/issue-reports/ageing")
                .ok()
                .json()
                .at("/items/0/workbasket")
                .asText())
        .isEqualTo(jobs.workbasket());
    assertThat(member.get("/admin/issues/" + outside).status()).isEqualTo(404);
    assertThat(member.postIf("\"1\"", "/admin/issues/" + outside + "/claim", Map.of()).status())
        .isEqualTo(404);
    assertThat(
            member
                .postIf(
                    "\"1\"",
                    "/admin/issues/" + outside + "/resolution",
                    Map.of("how", "discard", "reason", "x"))
                .status())
        .isEqualTo(404);
    assertThat(member.get("/admin/users").status()).isEqualTo(403);
    assertThat(
            member
                .put("/admin/workbaskets/" + jobs.workbasket(), "\"1\"", Map.of("users", List.of()))
                .status())
        .isEqualTo(403);
    assertThat(newUser().api().get("/admin/issues").status()).isEqualTo(403);

    String path = "/admin/issues/" + inside;
    Answer claimed =
        member.postIf(member.get(path).ok().header("ETag"), path + "/claim", Map.of()).ok();
    Answer released = member.postIf(claimed.header("ETag"), path + "/release", Map.of()).ok();
    Answer assigned =
        member
            .postIf(released.header("ETag"), path + "/assignment", Map.of("user", user.name()))
            .ok();
    assertThat(member.post(path + "/comments", Map.of("text", "who was there?")).status())
        .isEqualTo(201);
    member
        .postIf(
            assigned.header("ETag"),
            path + "/resolution",
            Map.of("how", "discard", "reason", "ended before"))
        .ok();
    JsonNode events = member.get(path).ok().json().path("events");
    assertThat(events.findValuesAsText("kind"))
        .containsExactly("claimed", "released", "assigned", "commented", "resolved");
  }

  @Test
  @DisplayName("decides on all of its issues at once by a batch that runs on the server")
  void batch() {
    join();
    Map<String, Object> order = Map.of("how", "discard", "reason", "ended before", "issues", 1);

    JsonNode preview = member.post("/admin/issue-batches/preview", order).ok().json();
    Answer started =
        member.post("/admin/issue-batches?until=" + preview.path("seenAt").asText(), order);
    String path = "/admin/issue-batches/" + started.json().path("id").asText();
    JsonNode batch = member.get(path).ok().json();
    while (batch.path("status").asText().equals("running")) {
      Thread.onSpinWait();
      batch = member.get(path).ok().json();
    }

    assertThat(preview.path("possible").asInt()).isEqualTo(1);
    assertThat(started.status()).isEqualTo(202);
    assertThat(batch.path("status").asText()).isEqualTo("done");
    assertThat(batch.at("/progress/done").asInt()).isEqualTo(1);
    assertThat(member.get(path + "/issues?state=done").json().at("/items/0/issue").asText())
        .isEqualTo(inside);
    assertThat(admin().get("/admin/issues/" + inside).json().path("resolvedBy").asText())
        .isEqualTo(user.name());
    assertThat(admin().get("/admin/issues/" + outside).json().path("status").asText())
        .isEqualTo("open");
    assertThat(member.post(path + "/cancellation").status()).isEqualTo(409);
    assertThat(newUser("caseworker").api().get(path).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("keeps filters, and gets reports as CSV")
  void filtersAndReports() {
    join();
    Map<String, Object> filter =
        Map.of("name", "Lamps", "shared", false, "parameters", Map.of("text", "lamp"));

    Answer kept = member.post("/admin/issue-filters", filter);
    String path = "/admin/issue-filters/" + kept.json().path("id").asText();
    Answer changed = member.put(path, kept.header("ETag"), filter);

    assertThat(kept.status()).isEqualTo(201);
    assertThat(member.get("/admin/issue-filters").json().findValuesAsText("name"))
        .contains("Lamps");
    assertThat(changed.ok().json().path("version").asInt()).isEqualTo(2);
    assertThat(member.put(path, kept.header("ETag"), filter).status()).isEqualTo(412);
    Answer csv =
        member.send(
            "/admin/issue-reports/volume?from=2026-01-01&until=2030-12-31",
            request -> request.header("Accept", "text/csv").GET());
    assertThat(csv.ok().text()).startsWith("day,workbasket,").contains(jobs.workbasket() + ",");
    assertThat(member.get("/admin/issue-reports/volume?from=today").status()).isEqualTo(400);
  }
}
