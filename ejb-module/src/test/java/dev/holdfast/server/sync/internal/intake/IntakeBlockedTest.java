package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.server.platform.api.SqlState;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 9: a stranger who holds a lock delays what needs that row, and nothing else. */
@Timeout(60)
class IntakeBlockedTest {
  private final IntakeHarness server = new IntakeHarness();
  private final FieldWork alice = new FieldWork("alice");
  private final UUID held = UUID.randomUUID();
  private final UUID free = UUID.randomUUID();

  @BeforeEach
  void twoCases() throws Exception {
    server.patience(Duration.ofMillis(200));
    server.submit(alice, create(held), create(free));
  }

  @Test
  void anActionBehindSomebodysLockIsToComeAgainAndTheOthersAreJudged() throws Exception {
    ActionSubmission blocked = record(held, 1);
    ActionSubmission other = record(free, 1);
    try (Connection stranger = holding(held)) {
      ActionAnswer answer = server.answer(alice, blocked, other);

      assertThat(answer.retry()).containsExactly(blocked.id());
      assertThat(answer.outcomes()).extracting(ActionOutcome::action).containsExactly(other.id());
      assertThat(answer.outcomes().get(0).outcome()).isEqualTo(Outcome.APPLIED);
      stranger.rollback();
    }

    ActionAnswer again = server.answer(alice, blocked, other);
    assertThat(again.retry()).isEmpty();
    assertThat(again.outcomes())
        .extracting(ActionOutcome::action, ActionOutcome::outcome, ActionOutcome::version)
        .containsExactly(
            tuple(blocked.id(), Outcome.APPLIED, 2L), tuple(other.id(), Outcome.APPLIED, 2L));
  }

  @Test
  void noActionOvertakesAnEarlierOneOnItsCase() throws Exception {
    UUID made = UUID.randomUUID();
    ActionSubmission blocked = record(held, 1);
    ActionSubmission behind = alice.act("last", held, "close", 1, Map.of(), Map.of(), blocked.id());
    ActionSubmission stray =
        alice.act("last", made, "create", 0, Map.of("assignee", "alice"), Map.of(), blocked.id());
    try (Connection stranger = holding(held)) {
      ActionAnswer answer = server.answer(alice, blocked, record(free, 1), behind, stray);

      assertThat(answer.retry()).containsExactly(blocked.id(), behind.id(), stray.id());
      assertThat(answer.outcomes()).hasSize(1);
      stranger.rollback();
    }
  }

  @Test
  void aParentIsNotCompletedBeforeTheChildThatItWaitsForIsJudged() throws Exception {
    UUID parent = begun();
    UUID child = UUID.randomUUID();
    server.create(alice, child, "part", under(parent));
    ActionSubmission mended = alice.act("part", child, "close", 1, Map.of());
    ActionSubmission ended = alice.act("shared", parent, "close", 2, Map.of());
    try (Connection stranger = holding(child)) {
      ActionAnswer answer = server.answer(alice, mended, record(free, 1), ended);

      assertThat(answer.retry()).containsExactly(mended.id(), ended.id());
      assertThat(answer.outcomes()).hasSize(1);
      stranger.rollback();
    }
    assertThat(server.submit(alice, mended, ended))
        .extracting(ActionOutcome::outcome)
        .containsOnly(Outcome.APPLIED);
  }

  @Test
  void noChildIsOpenedBeforeAnEarlierActionOnItsParentIsJudged() throws Exception {
    UUID parent = begun();
    UUID child = UUID.randomUUID();
    ActionSubmission back = alice.act("shared", parent, "back", 2, Map.of());
    ActionSubmission opened = alice.act("part", child, "create", 0, under(parent));
    ActionSubmission closed = alice.act("part", child, "close", 0, Map.of());
    try (Connection stranger = holding(parent)) {
      ActionAnswer answer = server.answer(alice, back, record(free, 1), opened, closed);

      assertThat(answer.retry()).containsExactly(back.id(), opened.id(), closed.id());
      stranger.rollback();
    }
  }

  private UUID begun() throws Exception {
    UUID parent = UUID.randomUUID();
    server.create(alice, parent, "shared", Map.of("assignee", "alice"));
    server.submitOne(alice, alice.act("shared", parent, "begin", 1, Map.of()));
    return parent;
  }

  private static Map<String, Object> under(UUID parent) {
    return Map.of("parent", parent.toString(), "assignee", "alice");
  }

  @Test
  void aWholeBatchBehindLocksIsAnsweredSoon() throws Exception {
    List<ActionSubmission> creations = new ArrayList<>();
    List<ActionSubmission> actions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      UUID id = UUID.randomUUID();
      creations.add(create(id));
      actions.add(record(id, 1));
    }
    server.submit(alice, creations.toArray(ActionSubmission[]::new));
    server.waits().clear();
    try (Connection stranger = holding(null)) {
      ActionAnswer answer = server.answer(alice, actions.toArray(ActionSubmission[]::new));

      assertThat(answer.retry()).hasSize(30);
      assertThat(answer.outcomes()).isEmpty();
      assertThat(server.waits())
          .hasSize(31)
          .startsWith(Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(50))
          .endsWith(Duration.ofMillis(50));
      stranger.rollback();
    }
  }

  @Test
  void aDecisionDoesNotWaitForeverEither() throws Exception {
    new FleetData(server.jdbc()).user("alice", "inspector");
    server.submit(alice, alice.act("last", held, "close", 1, Map.of()));
    ActionOutcome parked = server.submitOne(new FieldWork("alice"), record(held, 1));
    Workbasket workbasket = server.beans().get(Workbasket.class);
    try (Connection stranger = holding(held)) {
      assertThatThrownBy(
              () ->
                  server
                      .beans()
                      .inTransaction(
                          () ->
                              workbasket.resolve(
                                  FleetData.ADMIN,
                                  Objects.requireNonNull(parked.issue()),
                                  1,
                                  new Workbasket.Decision(Resolution.REOPEN, Map.of(), "why"))))
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo(SqlState.LOCKED);
      stranger.rollback();
    }
  }

  /** Somebody who forgot to commit: holds the row of a case, of all if null. */
  private Connection holding(@Nullable UUID id) throws SQLException {
    Connection connection = server.database().dataSource().getConnection();
    connection.setAutoCommit(false);
    try (var statement =
        connection.prepareStatement(
            "SELECT 1 FROM holdfast.case_file WHERE id = coalesce(?::uuid, id) FOR UPDATE")) {
      statement.setObject(1, id);
      statement.execute();
    }
    return connection;
  }

  private ActionSubmission create(UUID id) {
    return alice.act("last", id, "create", 0, Map.of("assignee", "alice"));
  }

  private ActionSubmission record(UUID id, long version) {
    return alice.act("last", id, "record", version, Map.of("count", 1));
  }
}
