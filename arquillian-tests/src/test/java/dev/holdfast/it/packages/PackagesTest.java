package dev.holdfast.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.Api;
import dev.holdfast.it.server.RiskyPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.wire.Problem;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application package")
class PackagesTest extends ServerTest {
  private final String application = unique("packages");

  private String source(String version, String stage) {
    return """
        application: %s
        version: %s
        roles: [%s-worker]
        cases:
          job:
            fields:
              note: {type: text, max: 100}
            scope: [case.assignee == user.name]
            stages: [open, %s]
            actions:
              begin: {creates: open, by: [%s-worker], sets: [note, assignee]}
              end: {from: open, to: %s, completes: true, by: [%s-worker]}
            issues: {workbasket: %s-issues}
        """
        .formatted(
            application, version, application, stage, application, stage, application, application);
  }

  @Test
  @DisplayName("is in force once it is deployed, and deploying it again changes nothing")
  void deploys() {
    JsonNode first = deploy(source("1.0.0", "done")).ok().json();
    JsonNode again = deploy(source("1.0.0", "done")).ok().json();

    assertThat(first.path("application").asText()).isEqualTo(application);
    assertThat(first.path("version").asText()).isEqualTo("1.0.0");
    assertThat(first.path("active").asBoolean()).isTrue();
    assertThat(again).isEqualTo(first);
  }

  @Test
  @DisplayName("keeps its content under its version")
  void isImmutable() {
    deploy(source("1.0.0", "done")).ok();

    Answer other = deploy(source("1.0.0", "finished"));

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.problem().code()).isEqualTo("conflict");
  }

  @Test
  @DisplayName("with errors is refused with all of them, each with its line, and the old one stays")
  void listsAllErrors() {
    deploy(source("1.0.0", "done")).ok();
    String broken =
        source("1.1.0", "done")
                .replace("type: text", "type: txt")
                .replace("from: open", "from: opened")
            + "surprise: 1\n";

    Answer answer = deploy(broken);

    Problem problem = answer.problem();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid-package");
    assertThat(problem.findings()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(problem.findings()).allSatisfy(f -> assertThat(f.line()).isPositive());
    assertThat(problem.findings()).extracting(Finding::path).contains("surprise");
    assertThat(active()).isEqualTo("1.0.0");
  }

  @Test
  @DisplayName("that may fail in the field is in force, with a warning at its line")
  void warns() {
    RiskyPackage.makeTable(application);
    String source = RiskyPackage.source(application);

    JsonNode first = deploy(source).ok().json();

    assertThat(active()).isEqualTo("1.0.0");
    assertThat(first.path("warnings").findValuesAsText("code"))
        .containsExactly("stage-needs-row", "rule-needs-row");
    JsonNode rule = first.path("warnings").path(1);
    assertThat(source.lines().toList().get(rule.path("line").asInt() - 1).strip())
        .startsWith("end:");
    assertThat(rule.path("column").asInt()).isPositive();
    assertThat(rule.path("path").asText()).isEqualTo("cases.job.actions.end.when");
    assertThat(deploy(source).ok().json()).isEqualTo(first);
  }

  @Test
  @DisplayName("can be rolled back, and shows what changes")
  void rollsBack() {
    deploy(source("1.0.0", "done")).ok();
    deploy(source("2.0.0", "finished")).ok();
    assertThat(active()).isEqualTo("2.0.0");

    admin().post("/admin/packages/" + application + "/active", Map.of("version", "1.0.0")).ok();

    assertThat(active()).isEqualTo("1.0.0");
    JsonNode diff =
        admin()
            .get("/admin/packages/" + application + "/diff?from=1.0.0&to=2.0.0")
            .ok()
            .json()
            .path("items");
    assertThat(diff.findValuesAsText("path")).contains("version");
    assertThat(
            admin()
                .post("/admin/packages/" + application + "/active", Map.of("version", "9.0.0"))
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("reaches those who have a role in it, byte for byte, and never changes")
  void isDelivered() {
    String source = source("1.0.0", "done") + "# Grüße\n";
    deploy(source).ok();
    String path = "/packages/" + application + "/1.0.0";
    Api worker = newUser(application + "-worker").api();

    Answer answer = worker.get(path).ok();

    assertThat(answer.text()).isEqualTo(source);
    assertThat(answer.header("Content-Type")).startsWith("application/yaml");
    assertThat(answer.header("Cache-Control")).contains("immutable");
    String tag = answer.header("ETag");
    assertThat(worker.send(path, r -> r.header("If-None-Match", tag).GET()).status())
        .isEqualTo(304);
    assertThat(newUser("other").api().get(path).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("is deployed by administrators only, and is no larger than 1 MiB of UTF-8")
  void isGuarded() {
    Api worker = newUser(application + "-worker").api();

    assertThat(worker.post("/admin/packages", "application/yaml", source("1.0.0", "x")).status())
        .isEqualTo(403);
    assertThat(deploy("#".repeat(1024 * 1024 + 1)).status()).isEqualTo(413);
    assertThat(
            admin()
                .send(
                    "/admin/packages",
                    r ->
                        r.header("Content-Type", "text/yaml")
                            .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})))
                .problem()
                .code())
        .isEqualTo("malformed");
  }

  private static Answer deploy(String source) {
    return admin().post("/admin/packages", "application/yaml", source);
  }

  private String active() {
    JsonNode versions =
        admin().get("/admin/packages?application=" + application).ok().json().path("items");
    for (JsonNode version : versions) {
      if (version.path("active").asBoolean()) {
        return version.path("version").asText();
      }
    }
    return "";
  }
}
