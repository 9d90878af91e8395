package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.server.Answer;
import dev.holdfast.it.server.JobPackage;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The intake of actions")
class IntakeUnderStressTest extends ServerTest {
  private static final int DEVICES = 6;

  /** Cases whose scope follows a reference: who writes one locks the row referred to. */
  private static final String LOCKABLE =
      """
      application: NAME
      version: 1.0.0
      user-attributes: {regions: {type: text, many: true}}
      roles: [NAME-worker]
      tables:
        place:
          source: SCHEMA.place
          key: [id]
          columns: [id, region]
          scope: row.region in user.regions
      cases:
        visit:
          fields:
            site: {type: reference, table: place, required: true}
          scope: [case.site.region in user.regions]
          stages: [open, done]
          actions:
            begin: {creates: open, by: [NAME-worker], sets: [site]}
            move:  {from: open, by: [NAME-worker], sets: [site]}
            end:   {from: open, to: done, completes: true, by: [NAME-worker]}
      """;

  private final JobPackage jobs = new JobPackage(unique("stress"));
  private final TestUser worker = jobs.worker();
  private final TestDevice device = device(worker);
  private final ExecutorService threads = Executors.newFixedThreadPool(DEVICES);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  @DisplayName("lets one of many win who complete a case at once, and parks the others")
  void oneCompletes() throws Exception {
    ActionSubmission begin = jobs.begin(worker);
    device.submit(begin);
    List<TestDevice> devices = Stream.generate(() -> device(worker)).limit(DEVICES).toList();

    List<ActionOutcome> outcomes =
        atOnce(
            devices, each -> each.submit(jobs.action(begin.caseId(), "end", 1, Map.of())).get(0));

    assertThat(outcomes).filteredOn(o -> o.outcome() == Outcome.APPLIED).hasSize(1);
    assertThat(outcomes)
        .filteredOn(o -> o.reason() == ParkReason.ALREADY_COMPLETED)
        .hasSize(DEVICES - 1);
    JsonNode proof =
        admin().get("/admin/cases/" + begin.caseId() + "/history/verification").ok().json();
    assertThat(proof.path("intact").asBoolean()).isTrue();
    assertThat(proof.path("entries").asInt()).isEqualTo(DEVICES + 1);
  }

  @Test
  @DisplayName("lets a batch take effect once that comes many times at once")
  void onceHoweverOften() throws Exception {
    ActionSubmission begin = jobs.begin(worker);
    ActionSubmission write = jobs.action(begin.caseId(), "write", 1, Map.of("count", 1));
    ActionSubmission late = jobs.action(UUID.randomUUID(), "write", 1, Map.of("count", 1));

    List<List<ActionOutcome>> outcomes =
        atOnce(Collections.nCopies(DEVICES, device), each -> each.submit(begin, write, late));

    assertThat(outcomes).containsOnly(outcomes.get(0));
    assertThat(outcomes.get(0))
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED, Outcome.PARKED);
    assertThat(admin().get("/admin/cases/" + begin.caseId()).json().path("version").asInt())
        .isEqualTo(2);
    assertThat(admin().get("/admin/issues?device=" + device.id()).json().path("total").asInt())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("parks what makes the server fail, with the incident, and applies the rest")
  void parksWhatFails() {
    ActionSubmission poison = jobs.begin(worker);
    ActionSubmission good = jobs.begin(worker);

    List<ActionOutcome> outcomes =
        whileCasesFail(
            poison.caseId(),
            "RAISE EXCEPTION 'a bug of somebody'",
            () -> device.submit(poison, good));

    assertThat(outcomes.get(0).reason()).isEqualTo(ParkReason.FAILED);
    assertThat(outcomes.get(0).messages().get(0)).contains("incident");
    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(device.submit(poison).get(0)).isEqualTo(outcomes.get(0));
    String issue = "/admin/issues/" + outcomes.get(0).issue();
    admin()
        .postIf(
            admin().get(issue).header("ETag"),
            issue + "/resolution",
            Map.of("how", "apply", "reason", "the bug is gone"))
        .ok();
    assertThat(admin().get("/admin/cases/" + poison.caseId()).ok().json().path("version").asInt())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("gives no answer while the database is away, and takes the same again later")
  void laterWhenTheDatabaseIsAway() {
    ActionSubmission begin = jobs.begin(worker);
    ActionBatch batch = new ActionBatch(List.of(WireJson.mapper().valueToTree(begin)));

    Answer answer =
        whileCasesFail(
            begin.caseId(),
            "PERFORM pg_terminate_backend(pg_backend_pid())",
            () -> device.api().post("/actions", batch));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.problem().code()).isEqualTo("unavailable");
    assertThat(admin().get("/admin/cases/" + begin.caseId()).status()).isEqualTo(404);
    assertThat(device.submit(begin).get(0).outcome()).isEqualTo(Outcome.APPLIED);
  }

  @Test
  @DisplayName("asks for what a stranger's lock holds up again, soon, and judges the rest")
  void aStrangersLock() throws Exception {
    String application = unique("locked");
    String schema = application.replace('-', '_');
    sql(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + schema + ".place (id text PRIMARY KEY, region text)",
        "INSERT INTO " + schema + ".place VALUES ('a', 'north'), ('b', 'north')");
    deployPackage(LOCKABLE.replace("NAME", application).replace("SCHEMA", schema));
    TestUser visitor =
        newUser(Set.of(application + "-worker"), Map.of("regions", List.of("north")));
    TestDevice from = device(visitor);
    ActionSubmission held = visit(application, 1, UUID.randomUUID(), "begin", "a", null);
    // It stays there: a case that has moved on within a batch is not written where it was.
    ActionSubmission behind = visit(application, 2, held.caseId(), "move", "a", held.id());
    ActionSubmission free = visit(application, 3, UUID.randomUUID(), "begin", "b", null);

    ActionAnswer answer;
    try (Connection stranger =
        holding("SELECT 1 FROM " + schema + ".place WHERE id = 'a' FOR UPDATE")) {
      answer = from.answer(held, behind, free);
      stranger.rollback();
    }

    assertThat(answer.retry()).containsExactly(held.id(), behind.id());
    assertThat(answer.outcomes())
        .extracting(ActionOutcome::action, ActionOutcome::outcome)
        .containsExactly(tuple(free.id(), Outcome.APPLIED));
    assertThat(from.submit(held, behind, free))
        .extracting(ActionOutcome::outcome, ActionOutcome::version)
        .containsExactly(
            tuple(Outcome.APPLIED, 1L), tuple(Outcome.APPLIED, 2L), tuple(Outcome.APPLIED, 1L));
  }

  @Test
  @DisplayName("refuses a decision that a stranger's lock holds up as unavailable")
  void aStrangersLockOnADecision() throws Exception {
    ActionSubmission begin = jobs.begin(worker);
    device.submit(begin, jobs.action(begin.caseId(), "end", 1, Map.of()));
    ActionOutcome parked =
        device.submit(jobs.action(begin.caseId(), "write", 1, Map.of("count", 1))).get(0);
    String issue = "/admin/issues/" + parked.issue();
    String seen = admin().get(issue).header("ETag");
    Map<String, String> decision = Map.of("how", "reopen", "reason", "a test");

    Answer refused;
    try (Connection stranger =
        holding(
            "SELECT 1 FROM holdfast.case_file WHERE id = '" + begin.caseId() + "' FOR UPDATE")) {
      refused = admin().postIf(seen, issue + "/resolution", decision);
      stranger.rollback();
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.problem().code()).isEqualTo("unavailable");
    admin().postIf(seen, issue + "/resolution", decision).ok();
  }

  /** Somebody who forgot to commit. */
  private static Connection holding(String lock) throws SQLException {
    Connection stranger = connect();
    stranger.setAutoCommit(false);
    try (var statement = stranger.createStatement()) {
      statement.execute(lock);
    }
    return stranger;
  }

  private static ActionSubmission visit(
      String application,
      long sequence,
      UUID visit,
      String name,
      String site,
      @Nullable UUID follows) {
    return new ActionSubmission(
        UUID.randomUUID(),
        sequence,
        application,
        "1.0.0",
        visit,
        "visit",
        name,
        Map.of("site", site),
        Map.of(),
        0,
        null,
        follows,
        Instant.parse("2026-01-31T12:00:00Z"),
        0);
  }

  private interface Work<T> {
    T get();
  }

  /** Does something while every write of one case runs into a statement. */
  private static <T> T whileCasesFail(UUID caseId, String statement, Work<T> work) {
    String trigger = "fail_" + caseId.toString().replace("-", "");
    sql(
        "CREATE FUNCTION public."
            + trigger
            + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            + statement
            + "; RETURN NEW; END $$",
        "CREATE TRIGGER "
            + trigger
            + " BEFORE INSERT OR UPDATE ON holdfast.case_file FOR EACH ROW WHEN (NEW.id = '"
            + caseId
            + "') EXECUTE FUNCTION public."
            + trigger
            + "()");
    try {
      return work.get();
    } finally {
      sql(
          "DROP TRIGGER " + trigger + " ON holdfast.case_file",
          "DROP FUNCTION public." + trigger + "()");
    }
  }

  private interface Request<T> {
    T send(TestDevice from);
  }

  private <T> List<T> atOnce(List<TestDevice> devices, Request<T> request) throws Exception {
    CyclicBarrier start = new CyclicBarrier(devices.size());
    List<Future<T>> futures = new ArrayList<>();
    for (TestDevice each : devices) {
      futures.add(
          threads.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return request.send(each);
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(60, TimeUnit.SECONDS));
    }
    return results;
  }
}
