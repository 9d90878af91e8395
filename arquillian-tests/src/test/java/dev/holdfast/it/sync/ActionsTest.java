package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ActionSubmission.Origin;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch of actions")
class ActionsTest extends ServerTest {
  private final JobPackage jobs = new JobPackage(unique("actions"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);

  @Test
  @DisplayName("is judged in order, and its effects are in case and history")
  void takesEffect() {
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission write = jobs.action(begin.caseId(), "write", 1, Map.of("note", "seen"));

    List<ActionOutcome> outcomes = device.submit(begin, write);

    assertThat(outcomes).extracting(ActionOutcome::outcome).containsOnly(Outcome.APPLIED);
    assertThat(outcomes).extracting(ActionOutcome::version).containsExactly(1L, 2L);
    JsonNode job = admin().get("/admin/cases/" + begin.caseId()).ok().json();
    assertThat(job.path("stage").asText()).isEqualTo("open");
    assertThat(job.path("assignee").asText()).isEqualTo(worker.name());
    assertThat(job.path("fields").path("note").asText()).isEqualTo("seen");
    JsonNode last =
        admin().get("/admin/cases/" + begin.caseId() + "/history").ok().json().at("/items/1");
    assertThat(last.path("user").asText()).isEqualTo(worker.name());
    assertThat(last.path("device").asText()).isEqualTo(device.id().toString());
    assertThat(last.at("/changes/note/0").asText()).isEqualTo("new");
    assertThat(last.at("/changes/note/1").asText()).isEqualTo("seen");
    JsonNode proof =
        admin().get("/admin/cases/" + begin.caseId() + "/history/verification").ok().json();
    assertThat(proof.path("intact").asBoolean()).isTrue();
    assertThat(proof.path("entries").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("is on the version of the row that came, whose mark the device sends back as it is")
  void isOnTheRowThatCame() throws Exception {
    ActionSubmission begin = jobs.begin(worker);
    device.submit(begin);
    TestDevice other = device(worker);
    other.copy().sync();
    JsonNode row =
        WireJson.mapper()
            .readTree(other.copy().rows(jobs.unit()).get("[\"" + begin.caseId() + "\"]"));
    String mark = row.path(7).asText();

    other.submit(jobs.action(begin.caseId(), "write", 1, mark, Map.of("note", "seen")));

    assertThat(overwritten(begin.caseId())).as("nothing by others since").isEmpty();
    TestDevice third = device(worker);
    third.submit(jobs.action(begin.caseId(), "write", 2, mark, Map.of("note", "not seen")));
    assertThat(overwritten(begin.caseId())).as("another version of that number").isNotEmpty();
  }

  private static JsonNode overwritten(UUID job) {
    JsonNode entries = admin().get("/admin/cases/" + job + "/history").ok().json().path("items");
    return entries.path(entries.size() - 1).path("overwritten");
  }

  @Test
  @DisplayName("that comes again gets its first outcomes, and takes no second effect")
  void takesEffectOnce() {
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission end = jobs.action(begin.caseId(), "end", 1, Map.of());

    List<ActionOutcome> first = device.submit(begin, end);
    List<ActionOutcome> again = device.submit(begin, end);

    assertThat(again).isEqualTo(first);
    assertThat(admin().get("/admin/cases/" + begin.caseId()).json().path("version").asInt())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("of a queue that another device took over gets its first outcomes, which follow it")
  void isTakenOver() {
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission late = jobs.action(begin.caseId(), "begin", 1, Map.of("note", "late"));
    TestDevice spare = device(worker);
    List<ActionOutcome> first = device.submit(begin, late);
    device.copy().sync();
    Origin broken = new Origin(device.id(), device.id());

    List<ActionOutcome> again = spare.submit(begin.from(broken, 1), late.from(broken, 2));

    assertThat(again).isEqualTo(first);
    spare.copy().sync();
    device.copy().sync();
    String key = "[\"" + late.id() + "\"]";
    assertThat(spare.copy().rows("holdfast/outcome")).containsKey(key);
    assertThat(device.copy().rows("holdfast/outcome")).doesNotContainKey(key);
  }

  @Test
  @DisplayName("with something unreadable parks that as it came, and goes on with the rest")
  void parksTheUnreadable() {
    ActionSubmission begin = jobs.begin(worker);
    JsonNode readable = WireJson.mapper().valueToTree(begin);
    JsonNode strange =
        WireJson.mapper().valueToTree(jobs.action(begin.caseId(), "write", 1, Map.of("x", 1)));

    List<ActionOutcome> outcomes =
        device
            .api()
            .post("/actions", new ActionBatch(List.of(strange, readable)))
            .ok()
            .as(ActionAnswer.class)
            .outcomes();

    assertThat(outcomes).extracting(ActionOutcome::outcome).contains(Outcome.PARKED);
    assertThat(outcomes.get(0).issue()).isNotNull();
    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("that the user may not perform is parked with every message")
  void parksTheRefused() {
    ActionSubmission begin =
        jobs.action(UUID.randomUUID(), "begin", 0, Map.of("assignee", worker.name()));
    ActionSubmission end = jobs.action(begin.caseId(), "end", 1, Map.of());

    ActionOutcome refused = device.submit(begin, end).get(1);

    assertThat(refused.outcome()).isEqualTo(Outcome.PARKED);
    assertThat(refused.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(refused.messages()).anyMatch(m -> m.contains("Give the note first"));
  }

  @Test
  @DisplayName("needs a device")
  void needsADevice() {
    Answer answer = worker.api().post("/actions", new ActionBatch(List.of()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem().code()).isEqualTo("device-required");
  }

  @Test
  @DisplayName("that is too large changes nothing")
  void isBounded() {
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    String large = "{\"actions\":[\"" + "x".repeat(1024 * 1024) + "\"]}";

    Answer tooMany =
        device.api().post("/actions", new ActionBatch(Collections.nCopies(101, nothing)));
    Answer tooLarge = device.api().post("/actions", "application/json", large);

    assertThat(tooMany.status()).isIn(400, 413);
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(admin().get("/admin/issues?device=" + device.id()).ok().json().path("total").asInt())
        .isZero();
  }
}
