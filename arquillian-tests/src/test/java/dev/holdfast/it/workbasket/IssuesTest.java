package dev.holdfast.it.workbasket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An issue")
class IssuesTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("issues"));
  private final TestUser worker = jobs.worker();
  private final TestDevice first = device(worker);
  private final TestDevice second = device(worker);
  private final ActionSubmission begin = jobs.begin(worker);

  /** The second device ends a job that the first has ended already. */
  private String park() {
    first.submit(begin, jobs.action(begin.caseId(), "end", 1, Map.of("note", "=mine")));
    return String.valueOf(
        second
            .submit(jobs.action(begin.caseId(), "end", 1, Map.of("note", "=theirs")))
            .get(0)
            .issue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=opened", "reason=because"})
  @DisplayName("that there can't be are a mistake of who asks for them, and not none")
  void unknownWords(String query) {
    Answer answer = admin().get("/admin/issues?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem().code()).isEqualTo("malformed");
    assertThat(answer.problem().detail()).contains(" is one of ");
  }

  @Test
  @DisplayName("is listed in its workbasket with what is needed to find it")
  void isListed() {
    String issue = park();

    JsonNode list =
        admin().get("/admin/issues?status=unresolved&workbasket=" + jobs.workbasket()).ok().json();

    assertThat(list.path("total").asInt()).isEqualTo(1);
    JsonNode line = list.at("/items/0");
    assertThat(line.path("id").asText()).isEqualTo(issue);
    assertThat(line.path("case").asText()).isEqualTo(begin.caseId().toString());
    assertThat(line.path("reason").asText()).isEqualTo("already-completed");
    assertThat(line.path("status").asText()).isEqualTo("open");
    assertThat(line.path("user").asText()).isEqualTo(worker.name());
    assertThat(line.path("device").asText()).isEqualTo(second.id().toString());
  }

  @Test
  @DisplayName("shows mine and theirs, and what is possible")
  void showsBothSides() {
    JsonNode issue = admin().get("/admin/issues/" + park()).ok().json();

    JsonNode field = issue.at("/fields/0");
    assertThat(field.path("field").asText()).isEqualTo("note");
    assertThat(field.path("mine").asText()).isEqualTo("=theirs");
    assertThat(field.path("theirs").asText()).isEqualTo("=mine");
    assertThat(issue.path("choices")).extracting(JsonNode::asText).contains("reopen", "discard");
  }

  /** Two of the second device behind one that comes too late. */
  private JsonNode parkChain() {
    ActionSubmission late = jobs.action(begin.caseId(), "write", 1, Map.of("note", "late"));
    first.submit(begin, jobs.action(begin.caseId(), "end", 1, Map.of("note", "mine")));
    ActionSubmission next =
        jobs.action(begin.caseId(), "write", 1, Map.of("note", "later")).after(late.id());
    ActionSubmission last =
        jobs.action(begin.caseId(), "end", 1, Map.of("note", "last")).after(next.id());
    String issue = String.valueOf(second.submit(late, next, last).get(0).issue());
    return admin().get("/admin/issues/" + issue).ok().json();
  }

  @Test
  @DisplayName("is a chain, listed once with a status, and with every submission without")
  void isAChain() {
    JsonNode head = parkChain();
    String where = "/admin/issues?workbasket=" + jobs.workbasket();

    JsonNode list = admin().get(where + "&status=any").ok().json();

    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.at("/items/0/id")).isEqualTo(head.path("id"));
    assertThat(list.at("/items/0/waiting").asInt()).isEqualTo(2);
    JsonNode waiting = admin().get(where + "&status=waiting").ok().json();
    assertThat(waiting.path("items"))
        .hasSize(2)
        .allSatisfy(
            line -> {
              assertThat(line.path("status").asText()).isEqualTo("waiting");
              assertThat(line.path("head")).isEqualTo(head.path("id"));
              assertThat(line.path("headNumber")).isEqualTo(head.path("number"));
            });
    for (String all : List.of("&status=all", "")) {
      JsonNode every = admin().get(where + all).ok().json();
      assertThat(every.path("total").asInt()).isEqualTo(3);
      assertThat(every.path("items"))
          .filteredOn(line -> line.path("head").equals(head.path("id")))
          .hasSize(2);
      Answer csv = admin().send(where + all, request -> request.header("Accept", "text/csv").GET());
      assertThat(csv.ok().text().lines()).hasSize(4);
    }
    assertThat(admin().get(where + "&status=open&text=later").ok().json().at("/items/0/id"))
        .isEqualTo(head.path("id"));
    String follower = "/admin/issues/" + waiting.at("/items/0/id").asText();
    assertThat(admin().postIf("\"1\"", follower + "/claim", Map.of()).status()).isEqualTo(409);
    JsonNode ageing = admin().get("/admin/issue-reports/ageing").ok().json();
    assertThat(ageing.path("items"))
        .filteredOn(line -> line.path("workbasket").asText().equals(jobs.workbasket()))
        .singleElement()
        .satisfies(line -> assertThat(line.path("unresolved").asInt()).isEqualTo(1));
  }

  @Test
  @DisplayName("is decided on with what waits behind it, as that was seen")
  void isDecidedAsOne() {
    JsonNode head = parkChain();
    String path = "/admin/issues/" + head.path("id").asText();
    List<String> behind = head.path("chain").findValuesAsText("id");

    Answer stale =
        admin()
            .postIf(
                "\"1\"",
                path + "/resolution",
                Map.of("how", "discard", "reason", "late", "followers", behind.subList(0, 1)));
    JsonNode decided =
        admin()
            .postIf(
                "\"1\"",
                path + "/resolution",
                Map.of("how", "discard", "reason", "late", "followers", behind))
            .ok()
            .json();

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problem().detail()).contains("Other submissions wait behind it now (2)");
    assertThat(decided.path("resolution").asText()).isEqualTo("discard");
    assertThat(decided.path("became").findValuesAsText("resolution"))
        .containsExactly("discard", "discard");
  }

  @Test
  @DisplayName("is exported as CSV in which no cell is a formula")
  void isExported() {
    String issue = park();

    Answer csv =
        admin()
            .send(
                "/admin/issues?workbasket=" + jobs.workbasket(),
                request -> request.header("Accept", "text/csv").GET())
            .ok();

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    for (String path : List.of("/admin/issues", "/admin/issues/submissions")) {
      assertThat(
              admin()
                  .send(path, request -> request.header("Accept", "*/*").GET())
                  .ok()
                  .header("Content-Type"))
          .startsWith("application/json");
    }
    assertThat(csv.text().lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(csv.text()).contains(issue).doesNotContain(",=");
  }

  @Test
  @DisplayName("is decided against the version that was seen, once")
  void isDecidedOnce() {
    String path = "/admin/issues/" + park();
    String seen = admin().get(path).header("ETag");
    Map<String, String> decision = Map.of("how", "discard", "reason", "ended before");

    Answer blind = admin().post(path + "/resolution", decision);
    Answer claimed = admin().postIf(seen, path + "/claim", Map.of());
    Answer stale = admin().postIf(seen, path + "/resolution", decision);
    Answer decided = admin().postIf(claimed.header("ETag"), path + "/resolution", decision);
    Answer again = admin().postIf(decided.header("ETag"), path + "/resolution", decision);

    assertThat(blind.status()).isEqualTo(428);
    assertThat(claimed.ok().json().path("claimedBy").asText()).isEqualTo("admin");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(decided.ok().json().path("resolution").asText()).isEqualTo("discard");
    assertThat(again.status()).isEqualTo(409);
  }

  @Test
  @DisplayName("is decided in one of the ways that there are, with a reason")
  void isDecidedProperly() {
    String path = "/admin/issues/" + park();
    String seen = admin().get(path).header("ETag");

    Answer unknown =
        admin().postIf(seen, path + "/resolution", Map.of("how", "forget", "reason", "because"));
    Answer silent = admin().postIf(seen, path + "/resolution", Map.of("how", "discard"));

    assertThat(unknown.problem().code()).isEqualTo("malformed");
    assertThat(unknown.problem().detail()).contains("new-case");
    assertThat(silent.problem().detail()).contains("reason");
  }

  @Test
  @DisplayName("can reopen the case, which the history tells")
  void reopens() {
    String path = "/admin/issues/" + park();
    Map<String, String> decision = Map.of("how", "reopen", "reason", "the second is right");

    admin().postIf(admin().get(path).header("ETag"), path + "/resolution", decision).ok();

    JsonNode job = admin().get("/admin/cases/" + begin.caseId()).ok().json();
    assertThat(job.at("/fields/note").asText()).isEqualTo("=theirs");
    JsonNode history = admin().get("/admin/cases/" + begin.caseId() + "/history").ok().json();
    assertThat(history.path("items").findValuesAsText("outcome")).contains("parked");
    assertThat(
            admin()
                .get("/admin/cases/" + begin.caseId() + "/history/verification")
                .json()
                .path("intact")
                .asBoolean())
        .isTrue();
  }
}
