package dev.holdfast.server.sync.internal.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.kernel.wire.ActionAnswer;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import dev.holdfast.server.casework.api.ObserverFailedException;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.testing.FieldWork;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What always fails is parked; what somebody else is in the way of comes again. */
class FailureTest {
  private static final UUID CASE = UUID.randomUUID();

  private final FieldWork alice = new FieldWork("alice");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "action_outcome_pkey",
        "issue_action_id_key",
        "history_entry_pkey",
        "history_head_pkey",
        "case_file_pkey"
      })
  void aKeyThatAnotherTransactionMayHaveWrittenIsInTheWay(String key) {
    assertThat(Failure.of(new DatabaseException(duplicate(key)))).isEqualTo(Failure.IN_THE_WAY);
  }

  @Test
  void anyOtherKeyLastsWhateverItsValues() {
    assertThat(Failure.of(duplicate("issue_pkey"))).isEqualTo(Failure.LASTING);
    SQLException named =
        new SQLException(
            "duplicate key violates \"other\"\n  Detail: Key (a)=(case_file_pkey)", "23505");
    assertThat(Failure.of(named)).isEqualTo(Failure.LASTING);
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(strings = {"08006", "53300", "57P01", "40P01", "55P03", "57014"})
  void whatComesOutOfAnObserverLasts(String state) {
    DatabaseException theirs = new DatabaseException(new SQLException("theirs", state));

    assertThat(Failure.of(theirs)).isNotEqualTo(Failure.LASTING);
    assertThat(Failure.of(wrapped(new ObserverFailedException(theirs)))).isEqualTo(Failure.LASTING);
  }

  @Test
  void aDatabaseWithoutAConnectionIsAwayUnlessItIsAnObservers() {
    DatabaseException none = new DatabaseException(new SQLTransientConnectionException("none"));

    assertThat(Failure.of(wrapped(none))).isEqualTo(Failure.AWAY);
    assertThat(Failure.of(wrapped(new ObserverFailedException(none)))).isEqualTo(Failure.LASTING);
  }

  /** As a container throws it. */
  private static RuntimeException wrapped(RuntimeException failure) {
    return new IllegalStateException("rolled back", failure);
  }

  @ParameterizedTest(name = "SQLSTATE {0}")
  @ValueSource(strings = {"57014", "23505"})
  void anActionThatFailsEveryTimeIsParkedAndTheOthersAreJudged(String state) throws Exception {
    IntakeHarness server = server(new AtomicInteger(Integer.MAX_VALUE), state, state);

    ActionAnswer answer = submit(server);

    assertThat(answer.retry()).isEmpty();
    assertThat(answer.outcomes())
        .extracting(ActionOutcome::outcome, ActionOutcome::reason)
        .containsExactly(tuple(Outcome.PARKED, ParkReason.FAILED), tuple(Outcome.APPLIED, null));
  }

  @Test
  void anActionThatIsCutShortOnceIsJudged() throws Exception {
    IntakeHarness server = server(new AtomicInteger(2), "57014", "57014");

    assertThat(submit(server).outcomes())
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED, Outcome.APPLIED);
  }

  @Test
  void anActionThatWasCutShortBehindALockComesAgain() throws Exception {
    IntakeHarness server = server(new AtomicInteger(Integer.MAX_VALUE), "57014", "55P03");

    ActionAnswer answer = submit(server);

    assertThat(answer.retry()).hasSize(1);
    assertThat(answer.outcomes())
        .extracting(ActionOutcome::outcome)
        .containsExactly(Outcome.APPLIED);
  }

  private ActionAnswer submit(IntakeHarness server) throws Exception {
    return server.answer(
        alice,
        alice.act("last", CASE, "create", 0, Map.of("assignee", "alice")),
        alice.act("last", UUID.randomUUID(), "create", 0, Map.of("assignee", "alice")));
  }

  /**
   * Fails so many times on the case as it came; with a state, and with another if only a little
   * patience was left.
   */
  private static IntakeHarness server(AtomicInteger times, String state, String impatient) {
    AtomicInteger alone = new AtomicInteger();
    return new IntakeHarness(
        real ->
            (caller, device, arrivals) -> {
              boolean poison =
                  arrivals.stream()
                      .anyMatch(
                          a ->
                              CASE.equals(a.submitted().caseId())
                                  && a.submitted().action() != null);
              if (poison && times.getAndDecrement() > 0) {
                boolean again = arrivals.size() == 1 && alone.getAndIncrement() > 0;
                throw new DatabaseException(new SQLException("fails", again ? impatient : state));
              }
              return real.judge(caller, device, arrivals);
            });
  }

  private static SQLException duplicate(String key) {
    return new SQLException(
        "ERROR: duplicate key value violates unique constraint \"" + key + "\"", "23505");
  }
}
