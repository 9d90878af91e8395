package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.Cases.CaseFilter;
import dev.holdfast.server.casework.internal.CasesBean;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.StubPackages;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cases that go to worklists and are claimed from them. */
class WorklistIntakeTest {
  private static final int MEMBERS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(MEMBERS);
  private final IntakeHarness server = new IntakeHarness();
  private final UUID id = UUID.randomUUID();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void ofManyMembersWhoClaimAtOnceExactlyOneGetsTheCaseAndTheOthersReadWho() throws Exception {
    server.create(member("planner"), id, "shared", Map.of("worklist", "north"));
    CyclicBarrier start = new CyclicBarrier(MEMBERS);
    List<Future<ActionOutcome>> claims = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      FieldWork device = member("member" + i);
      ActionSubmission take = device.act("shared", id, "take", 1, Map.of());
      claims.add(
          threads.submit(
              () -> {
                start.await(1, TimeUnit.MINUTES);
                return server.submitOne(device, take);
              }));
    }
    List<ActionOutcome> outcomes = new ArrayList<>();
    for (Future<ActionOutcome> claim : claims) {
      outcomes.add(claim.get(1, TimeUnit.MINUTES));
    }

    assertThat(outcomes).filteredOn(o -> o.outcome() == Outcome.APPLIED).hasSize(1);
    String winner = column("assignee");
    assertThat(outcomes)
        .filteredOn(o -> o.outcome() == Outcome.PARKED)
        .hasSize(MEMBERS - 1)
        .allSatisfy(
            o -> {
              assertThat(o.reason()).isEqualTo(ParkReason.NOT_ALLOWED);
              assertThat(o.messages())
                  .containsExactly(winner + " has claimed the case, or was given it, before you.");
            });
    assertThat(server.count("issue")).isEqualTo(MEMBERS - 1);
  }

  @Test
  void aCaseOutOfTheTeamsScopeIsNotAvailableToIt() throws Exception {
    server.create(member("planner"), id, "shared", Map.of("worklist", "south"));
    FieldWork alice = member("alice");

    assertThat(server.submitOne(alice, alice.act("shared", id, "take", 1, Map.of())).reason())
        .isEqualTo(ParkReason.NOT_AVAILABLE);
  }

  @Test
  void whoPutsACaseOnAWorklistGivesItAway() throws Exception {
    FieldWork alice = member("alice");
    server.create(alice, id, "shared", Map.of("worklist", "north"));
    server.submit(
        alice,
        alice.act("shared", id, "take", 1, Map.of()),
        alice.act("shared", id, "back", 1, Map.of()));

    assertThat(column("assignee")).isNull();
    assertThat(column("worklist")).isEqualTo("south");
    assertThat(
            new CasesBean(server.jdbc(), StubPackages.packages(), Clock.systemUTC())
                .list(
                    new Caller(new User("admin", Set.of(Caller.ADMINISTRATOR), Map.of()), null),
                    new CaseFilter(null, null, null, null, "south", false, null, null),
                    new PageRequest(0, 10, "worklist", false))
                .items())
        .singleElement()
        .satisfies(found -> assertThat(found.worklist()).isEqualTo("south"));
  }

  @Test
  void aCaseStandsInItsStageSinceTheActionThatBroughtItThere() throws Exception {
    FieldWork alice = member("alice");
    server.create(alice, id, "shared", Map.of("worklist", "north"));
    String opened = column("stage_since");
    server.submitOne(alice, alice.act("shared", id, "take", 1, Map.of("note", "x")));

    assertThat(OffsetDateTime.parse(String.valueOf(opened)).toInstant())
        .isEqualTo(Instant.parse("1999-12-30T23:59:59.123Z"));
    assertThat(column("stage_since")).isEqualTo(opened);
    assertThat(column("opened_at")).isEqualTo(opened);
  }

  private @Nullable String column(String name) {
    return new CaseLook(server, id).column("to_json(" + name + ") #>> '{}'");
  }

  private static FieldWork member(String name) {
    return new FieldWork(
        new User(name, Set.of("inspector"), Map.of("worklists", List.of("north"))));
  }
}
