package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.ActionBatch;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.kernel.wire.WireJson;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.workbasket.api.Parking;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when requests meet each other, or the server fails in the middle of one. */
class IntakeRaceTest {
  private static final int WRITERS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private final FieldWork alice = new FieldWork("alice");
  private final UUID id = UUID.randomUUID();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void theSameActionSentManyTimesAtOnceTakesEffectOnceAndAllGetTheSameOutcome() throws Exception {
    IntakeHarness server = together(WRITERS);
    ActionSubmission action =
        alice.act("merging", id, "create", 0, Map.of("site", "ANC", "condition", "good"));

    List<ActionOutcome> outcomes = atOnce(WRITERS, i -> server.submitOne(alice, action));

    assertThat(outcomes).hasSize(WRITERS).containsOnly(outcomes.get(0));
    assertThat(outcomes.get(0).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(server.count("case_file")).isEqualTo(1);
    assertThat(server.count("history_entry")).isEqualTo(1);
    assertThat(server.count("action_outcome")).isEqualTo(1);
  }

  @Test
  void whereNoLockHelpsTheKeyOfTheOutcomeDoes() throws Exception {
    IntakeHarness server = new IntakeHarness();
    CyclicBarrier bothJudged = new CyclicBarrier(2);
    Parking parking = server.beans().get(Parking.class);
    AtomicInteger first = new AtomicInteger();
    inject(
        server,
        (caller, receivedAt, parked) -> {
          if (first.getAndIncrement() < 2) {
            await(bothJudged); // neither has committed, neither sees the other
          }
          return parking.park(caller, receivedAt, parked);
        });
    // Readable enough to have an id, too server to have a case: nothing to lock.
    ActionBatch batch =
        new ActionBatch(
            List.of(WireJson.mapper().readTree("{\"id\":\"" + UUID.randomUUID() + "\"}")));

    List<ActionOutcome> outcomes =
        atOnce(
            2,
            i -> server.intake().submit(new FieldWork("alice").caller(), batch).outcomes().get(0));

    assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1));
    assertThat(server.count("issue")).isEqualTo(1);
    assertThat(server.count("action_outcome")).isEqualTo(1);
  }

  @Test
  void ofManyWhoCompleteACaseAtOnceExactlyOneWins() throws Exception {
    IntakeHarness server = new IntakeHarness();
    server.submit(
        alice, alice.act("merging", id, "create", 0, Map.of("site", "ANC", "condition", "good")));
    CyclicBarrier start = new CyclicBarrier(WRITERS);

    List<ActionOutcome> outcomes =
        atOnce(
            WRITERS,
            i -> {
              FieldWork device = new FieldWork("user" + i);
              ActionSubmission close = device.act("merging", id, "close", 1, Map.of());
              await(start);
              return server.submitOne(device, close);
            });

    assertThat(outcomes).filteredOn(o -> o.outcome() == Outcome.APPLIED).hasSize(1);
    assertThat(outcomes)
        .filteredOn(o -> o.reason() == ParkReason.ALREADY_COMPLETED)
        .hasSize(WRITERS - 1);
    assertThat(server.count("issue")).isEqualTo(WRITERS - 1);
    assertThat(server.count("history_entry")).isEqualTo(WRITERS + 1);
  }

  @Test
  void batchesOverTheSameCasesInOppositeOrderDoNotDeadlock() throws Exception {
    IntakeHarness server = together(2);
    List<UUID> cases = new ArrayList<>();
    List<ActionSubmission> creations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      cases.add(UUID.randomUUID());
      creations.add(alice.act("merging", cases.get(i), "create", 0, Map.of("site", "ANC")));
    }
    threads.submit(() -> server.submit(new FieldWork("nobody"))); // the barrier wants two
    server.submit(alice, creations.toArray(ActionSubmission[]::new));

    List<List<ActionOutcome>> outcomes =
        atOnce(
            2,
            i -> {
              FieldWork device = new FieldWork("user" + i);
              List<ActionSubmission> actions = new ArrayList<>();
              for (int j = 0; j < cases.size(); j++) {
                UUID caseId = cases.get(i == 0 ? j : cases.size() - 1 - j);
                actions.add(device.act("merging", caseId, "record", 1, Map.of("defects", i)));
              }
              return server.submit(device, actions.toArray(ActionSubmission[]::new));
            });

    assertThat(outcomes).allSatisfy(some -> assertThat(some).noneMatch(o -> o.issue() != null));
    assertThat(
            server.jdbc().one("SELECT min(version) FROM holdfast.case_file", row -> row.getLong(1)))
        .contains(3L);
  }

  @Test
  void aWriterWhoTakesNoLockIsNoticedAndTheActionIsJudgedAgainOnWhatItWrote() throws Exception {
    IntakeHarness server = new IntakeHarness();
    server.submit(alice, alice.act("last", id, "create", 0, Map.of("assignee", "alice")));
    Packages packages = StubPackages.packages();
    AtomicInteger asked = new AtomicInteger();
    server
        .beans()
        .put(
            Packages.class,
            (Packages)
                Proxy.newProxyInstance(
                    Packages.class.getClassLoader(),
                    new Class<?>[] {Packages.class},
                    (proxy, method, arguments) -> {
                      if (asked.getAndIncrement() == 0) {
                        server
                            .jdbc()
                            .update(
                                "UPDATE holdfast.case_file SET version = version + 1,"
                                    + " fields = '{\"note\": \"behind your back\"}'");
                      }
                      return method.invoke(packages, arguments);
                    }));
    server.beans().rewire();

    ActionOutcome outcome =
        server.submitOne(alice, alice.act("last", id, "record", 1, Map.of("count", 1)));

    assertThat(outcome.outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(outcome.version()).isEqualTo(3);
    assertThat(
            server
                .jdbc()
                .one("SELECT fields->>'note' FROM holdfast.case_file", r -> r.getString(1)))
        .contains("behind your back");
  }

  @Test
  void anActionThatMakesTheServerFailIsParkedWithAnIncidentAndTheRestIsApplied() throws Exception {
    UUID poison = UUID.randomUUID();
    IntakeHarness server =
        new IntakeHarness(
            judgement ->
                (caller, device, arrivals) -> {
                  if (arrivals.stream()
                      .anyMatch(
                          a ->
                              poison.equals(a.submitted().caseId())
                                  && a.submitted().action() != null)) {
                    throw new IllegalStateException("a bug");
                  }
                  return judgement.judge(caller, device, arrivals);
                });

    List<ActionOutcome> outcomes =
        server.submit(
            alice,
            alice.act("merging", poison, "create", 0, Map.of("site", "ANC")),
            alice.act("merging", id, "create", 0, Map.of("site", "ANC")));

    assertThat(outcomes.get(0).reason()).isEqualTo(ParkReason.FAILED);
    assertThat(outcomes.get(0).messages().get(0)).contains("incident");
    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(server.count("issue")).isEqualTo(1);
  }

  @Test
  void aFailureThatPassesIsNoAnswerAndLeavesNothingBehind() throws Exception {
    AtomicInteger failures = new AtomicInteger(2);
    IntakeHarness server =
        new IntakeHarness(
            judgement ->
                (caller, device, arrivals) -> {
                  if (failures.getAndDecrement() > 0) {
                    throw new DatabaseException(new SQLException("connection lost", "08006"));
                  }
                  return judgement.judge(caller, device, arrivals);
                });
    ActionSubmission action = alice.act("merging", id, "create", 0, Map.of("site", "ANC"));

    assertThatThrownBy(() -> server.submit(alice, action))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    assertThat(server.count("action_outcome")).isZero();
    assertThat(server.submitOne(alice, action).outcome()).isEqualTo(Outcome.APPLIED);
  }

  /** A server where the first transactions of so many requests begin together. */
  private static IntakeHarness together(int requests) {
    CyclicBarrier begin = new CyclicBarrier(requests);
    return new IntakeHarness(
        judgement ->
            (caller, device, arrivals) -> {
              await(begin);
              return judgement.judge(caller, device, arrivals);
            });
  }

  private static void inject(IntakeHarness server, Parking parking) {
    server.beans().put(Parking.class, parking);
    server.beans().rewire();
  }

  private interface Request<T> {
    T send(int number) throws Exception;
  }

  private <T> List<T> atOnce(int requests, Request<T> request) throws Exception {
    List<Future<T>> futures = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      int number = i;
      Callable<T> call = () -> request.send(number);
      futures.add(threads.submit(call));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(60, TimeUnit.SECONDS));
    }
    return results;
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
