package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FieldWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases that wait for their children. */
class ChildrenIntakeTest {
  private static final int DEVICES = 6;
  private static final int ROUNDS = 12;

  private final ExecutorService threads = Executors.newFixedThreadPool(DEVICES);
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aParentWaitsForChildrenOfItsOwnBatchAndOfOthersWhoeverMaySeeThem() throws Exception {
    UUID parent = begun();
    UUID child = UUID.randomUUID();
    FieldWork bob = new FieldWork("bob");
    server.create(alice, child, "part", child(parent, "bob"));
    List<ActionOutcome> outcomes =
        server.submit(
            alice,
            alice.act("shared", parent, "close", 2, Map.of()),
            alice.act("part", UUID.randomUUID(), "create", 0, child(parent, "alice")),
            alice.act("shared", parent, "close", 2, Map.of()));

    assertThat(outcomes.get(0).reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(outcomes.get(0).messages())
        .containsExactly("The case waits for its children: 1 of type part still open.");
    assertThat(outcomes.get(1).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(outcomes.get(2).messages())
        .containsExactly("The case waits for its children: 2 of type part still open.");
    server.submitOne(bob, bob.act("part", child, "close", 1, Map.of()));
    assertThat(new CaseLook(server, child).column("parent_id")).isEqualTo(parent.toString());
  }

  @Test
  void aChainOfOneDeviceOpensClosesAndCompletes() throws Exception {
    UUID parent = UUID.randomUUID();
    UUID child = UUID.randomUUID();

    List<ActionOutcome> outcomes =
        server.submit(
            alice,
            alice.act("shared", parent, "create", 0, Map.of("assignee", "alice")),
            alice.act("shared", parent, "begin", 0, Map.of()),
            alice.act("part", child, "create", 0, child(parent, "alice")),
            alice.act("part", child, "close", 0, Map.of()),
            alice.act("shared", parent, "close", 0, Map.of()),
            alice.act("part", UUID.randomUUID(), "create", 0, child(parent, "alice")));

    assertThat(outcomes.subList(0, 5)).allMatch(o -> o.outcome() == Outcome.APPLIED);
    assertThat(outcomes.get(5).messages())
        .containsExactly("The parent is completed; no child can be opened under it any more.");
  }

  @Test
  void underACaseThatTheUserMayNotSeeNoChildIsOpened() throws Exception {
    UUID parent = begun();
    FieldWork bob = new FieldWork("bob");

    ActionOutcome outcome =
        server.submitOne(
            bob, bob.act("part", UUID.randomUUID(), "create", 0, child(parent, "bob")));

    assertThat(outcome.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
    assertThat(outcome.messages()).singleElement().asString().startsWith("There is no case ");
  }

  @Test
  void whoMaySeeAChildBecauseOfItsParentMayNoLongerWhenTheParentIsElsewhere() throws Exception {
    FieldWork carol =
        new FieldWork(
            new User("carol", Set.of("inspector"), Map.of("worklists", List.of("north"))));
    UUID parent = UUID.randomUUID();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    server.create(alice, parent, "shared", Map.of("assignee", "alice", "worklist", "north"));
    server.create(alice, first, "part", child(parent, "bob"));
    server.create(alice, second, "part", child(parent, "bob"));

    List<ActionOutcome> outcomes =
        server.submit(
            carol,
            carol.act("part", first, "close", 1, Map.of()),
            carol.act("shared", parent, "back", 1, Map.of()),
            carol.act("part", second, "close", 1, Map.of()));

    assertThat(outcomes.subList(0, 2)).allMatch(o -> o.outcome() == Outcome.APPLIED);
    assertThat(outcomes.get(2).reason()).isEqualTo(ParkReason.NOT_AVAILABLE);
  }

  @Test
  void noChildIsOpenUnderAParentThatWaitedWhoeverIsQuicker() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UUID parent = begun();
      CyclicBarrier start = new CyclicBarrier(DEVICES);
      List<Future<ActionOutcome>> futures = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        FieldWork device = new FieldWork("alice");
        ActionSubmission action =
            i == 0
                ? device.act("shared", parent, "close", 2, Map.of())
                : device.act("part", UUID.randomUUID(), "create", 0, child(parent, "alice"));
        futures.add(
            threads.submit(
                () -> {
                  start.await(1, TimeUnit.MINUTES);
                  return server.submitOne(device, action);
                }));
      }
      List<ActionOutcome> outcomes = new ArrayList<>();
      for (Future<ActionOutcome> future : futures) {
        outcomes.add(future.get(1, TimeUnit.MINUTES));
      }
      long opened = outcomes.stream().skip(1).filter(o -> o.outcome() == Outcome.APPLIED).count();
      boolean completed = outcomes.get(0).outcome() == Outcome.APPLIED;
      assertThat(completed).as("%s", outcomes).isEqualTo(opened == 0);
      assertThat(open(parent)).isEqualTo(opened);
    }
  }

  private long open(UUID parent) {
    return server
        .jdbc()
        .one(
            "SELECT count(*) FROM holdfast.case_file WHERE parent_id = ? AND NOT completed",
            row -> row.getLong(1),
            parent)
        .orElseThrow();
  }

  private UUID begun() throws RefusedException {
    UUID parent = UUID.randomUUID();
    server.create(alice, parent, "shared", Map.of("assignee", "alice"));
    server.submitOne(alice, alice.act("shared", parent, "begin", 1, Map.of()));
    return parent;
  }

  private static Map<String, Object> child(UUID parent, String assignee) {
    return Map.of("parent", parent.toString(), "assignee", assignee);
  }
}
