package dev.holdfast.it.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.Purges;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A case whose retention is over")
class RetentionTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("kept"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);

  @Test
  @DisplayName("goes with the next purge; its history says so and verifies; a held one stays")
  void removed() {
    UUID over = completed();
    UUID held = completed();
    String hold =
        admin()
            .post("/admin/holds", Map.of("case", held, "reason", "a lawsuit"))
            .ok()
            .json()
            .path("id")
            .asText();
    deployPackage(jobs.source("1.1.0").replace("    fields:", "    retention: P1Y\n    fields:"));
    sql(
        "UPDATE holdfast.case_file SET changed_at = changed_at - interval '2 years' WHERE application = '"
            + jobs.application()
            + "'");

    purge();

    assertThat(admin().get("/admin/cases/" + over).status()).isEqualTo(404);
    assertThat(admin().get("/admin/cases/" + held).status()).isEqualTo(200);
    JsonNode proof = admin().get(history(over) + "/verification").ok().json();
    assertThat(proof.path("intact").asBoolean()).isTrue();
    assertThat(proof.at("/removals/0/last").asInt()).isEqualTo(2);
    assertThat(proof.at("/removals/0/rule").asText())
        .contains("P1Y", jobs.application() + " 1.1.0");
    assertThat(export(over, "application/json").ok().text()).doesNotContain("private");

    admin().post("/admin/holds/" + hold + "/lifting", Map.of("reason", "it is over")).ok();
    purge();

    assertThat(admin().get("/admin/cases/" + held).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("answers a late action as one that is not available")
  void late() {
    UUID over = completed();
    deployPackage(jobs.source("1.1.0").replace("    fields:", "    retention: P1Y\n    fields:"));
    sql(
        "UPDATE holdfast.case_file SET changed_at = changed_at - interval '2 years' WHERE application = '"
            + jobs.application()
            + "'");
    purge();

    ActionOutcome outcome = submit(jobs.action(over, "write", 1, Map.of("note", "late")));

    assertThat(outcome.reason()).isEqualTo(ParkReason.NOT_AVAILABLE);
    assertThat(admin().get(history(over) + "/verification").ok().json().path("intact").asBoolean())
        .isTrue();
  }

  @Test
  @DisplayName("is nothing for others, nor are exports and holds")
  void refused() {
    UUID job = completed();
    Api other = newUser("caseworker").api();

    for (String form : List.of("application/json", "text/csv", "application/pdf")) {
      assertThat(export(job, form).ok().header("Content-Type")).startsWith(form);
      assertThat(export(other, job, form).status()).isEqualTo(403);
      assertThat(export(UUID.randomUUID(), form).status()).isEqualTo(404);
    }
    assertThat(other.get("/admin/holds").status()).isEqualTo(403);
    assertThat(other.post("/admin/holds", Map.of("case", job, "reason", "x")).status())
        .isEqualTo(403);
    assertThat(admin().post("/admin/holds", Map.of("reason", "x")).status()).isEqualTo(400);
  }

  private UUID completed() {
    ActionSubmission begin = jobs.begin(worker);
    assertThat(submit(begin).outcome()).isEqualTo(Outcome.APPLIED);
    ActionSubmission end = jobs.action(begin.caseId(), "end", 1, Map.of("note", "private"));
    assertThat(submit(end).outcome()).isEqualTo(Outcome.APPLIED);
    return begin.caseId();
  }

  private ActionOutcome submit(ActionSubmission action) {
    return device.submit(action).get(0);
  }

  private static void purge() {
    Purges.ended(admin());
    sql("UPDATE holdfast.purge SET started_at = NULL");
    assertThat(admin().post("/admin/purge").status()).isEqualTo(202);
    assertThat(Purges.ended(admin()).at("/last/status").asText()).isEqualTo("done");
  }

  private static String history(UUID id) {
    return "/admin/cases/" + id + "/history";
  }

  private static Answer export(UUID id, String form) {
    return export(admin(), id, form);
  }

  private static Answer export(Api api, UUID id, String form) {
    return api.send(
        history(id) + "/export",
        request -> request.header("Accept", form + ", application/problem+json").GET());
  }
}
