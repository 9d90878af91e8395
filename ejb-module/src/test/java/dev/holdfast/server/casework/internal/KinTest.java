package dev.holdfast.server.casework.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.casework.api.Verdict;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.FieldWork;
import dev.holdfast.server.testing.StatementCounter;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import jakarta.persistence.OptimisticLockException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cases that hang together cost, and how their locks are taken. */
@Timeout(60)
class KinTest {
  private final StatementCounter statements = new StatementCounter();
  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = CaseBeans.on(database.counted(statements), List.of());
  private final Judging judging = beans.get(Judging.class);
  private final FieldWork alice = new FieldWork("alice");

  @Test
  void whatParentsReferToIsReadAtOnceForAllChildrenThatAreOpened() {
    UUID anchorage = inspection("ANC");
    UUID another = inspection("ANC");
    UUID fairbanks = inspection("FAI");
    statements.take();

    judge(part(UUID.randomUUID(), anchorage), part(UUID.randomUUID(), another));
    int atOneSite = statements.take();
    judge(part(UUID.randomUUID(), anchorage), part(UUID.randomUUID(), fairbanks));

    assertThat(statements.take()).isEqualTo(atOneSite);
  }

  @Test
  void whoseCaseGotAParentWhileItWaitedForTheLockHasToComeAgain() throws Exception {
    UUID parent = inspection("ANC");
    UUID child = UUID.randomUUID();
    CompletableFuture<?> later =
        beans.inTransaction(
            () -> {
              judging.lock(Set.of(child, parent));
              judging.judge(alice.caller(), submitted(part(child, parent)), Map.of());
              CompletableFuture<?> waiting = CompletableFuture.runAsync(() -> lock(child));
              Waiters.await(database.jdbc());
              return waiting;
            });

    assertThatThrownBy(() -> later.get(1, TimeUnit.MINUTES))
        .hasStackTraceContaining(OptimisticLockException.class.getName());
    lock(child);
  }

  @Test
  void aCaseIsShownWithWhatIsBuiltInAndNotWithWhatFieldsOfThoseNamesOnceHad() {
    UUID id = UUID.randomUUID();
    judge(alice.act("last", id, "create", 0, Map.of("assignee", "alice", "note", "n")));
    database
        .jdbc()
        .update(
            "UPDATE holdfast.case_file SET fields = fields || '{\"worklist\": \"old\", \"parent\": \"payer\"}'"
                + " WHERE id = ?",
            id);

    assertThat(
            beans.inTransaction(
                () ->
                    Objects.requireNonNull(beans.get(Deciding.class).present(Set.of(id)).get(id))
                        .fields()))
        .as("the type is nobody's child: parent is a field as any other")
        .containsOnlyKeys("assignee", "note", "parent");
  }

  private void lock(UUID id) {
    beans.inTransaction(
        () -> {
          judging.lock(Set.of(id));
          return id;
        });
  }

  private UUID inspection(String site) {
    UUID id = UUID.randomUUID();
    judge(alice.act("merging", id, "create", 0, Map.of("site", site)));
    return id;
  }

  private ActionSubmission part(UUID id, UUID parent) {
    return alice.act(
        "part", id, "create", 0, Map.of("parent", parent.toString(), "assignee", "alice"));
  }

  private void judge(ActionSubmission... actions) {
    List<Verdict> verdicts =
        beans.inTransaction(() -> judging.judge(alice.caller(), submitted(actions), Map.of()));
    assertThat(verdicts).noneMatch(Verdict::parked);
  }

  private static List<Submitted> submitted(ActionSubmission... actions) {
    return Arrays.stream(actions).<Submitted>map(Submitted.ToJudge::new).toList();
  }
}
