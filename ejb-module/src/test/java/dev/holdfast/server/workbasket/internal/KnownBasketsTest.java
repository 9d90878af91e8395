package dev.holdfast.server.workbasket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.StatementCounter;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import dev.holdfast.server.workbasket.internal.IssueData.Draft;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workbaskets in memory, whoever changes them. */
class KnownBasketsTest {
  private final TestDatabase database = TestDatabase.create();
  private final HandClock clock = new HandClock();
  private final StatementCounter statements = new StatementCounter();
  private final Watcher watcher =
      new Watcher(
          database.dataSource(), Duration.ofMillis(5), Duration.ofMillis(50), List.of(), List.of());
  private final Thread thread = new Thread(watcher::run);
  private final IssueData issues = new IssueData(database.jdbc());
  private final KnownBaskets baskets =
      new KnownBaskets(watcher, new BasketList(database.counted(statements).jdbc()), clock);

  KnownBasketsTest() {
    thread.setDaemon(true);
    thread.start();
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
  }

  @AfterEach
  void end() {
    thread.interrupt();
  }

  @Test
  void costNoStatementAsLongAsNothingChangesAndOneThen() {
    UUID issue = issues.add(Draft.PLAIN.in("north"));
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    assertThat(waiting()).containsExactly(1L);
    statements.take();

    for (int i = 0; i < 20; i++) {
      assertThat(waiting()).containsExactly(1L);
    }
    assertThat(statements.take()).isZero();

    issues.add(Draft.PLAIN.in("south"));
    changed();
    assertThat(waiting()).containsExactly(1L, 1L);
    assertThat(statements.take()).isEqualTo(1);

    issues
        .jdbc()
        .update("UPDATE holdfast.issue SET status = 'resolved', version = 2 WHERE id = ?", issue);
    changed();
    assertThat(waiting()).containsExactly(0L, 1L);

    issues.jdbc().update("INSERT INTO holdfast.workbasket VALUES ('south', '{mia}', '{}', 1)");
    changed();
    assertThat(baskets.all().get(1).users()).containsExactly("mia");
  }

  @Test
  void areReadOnceInTwoSecondsHoweverManyIssuesStreamIn() {
    issues.add(Draft.PLAIN.in("north"));
    assertThat(waiting()).containsExactly(1L);
    statements.take();

    for (int i = 0; i < 5; i++) {
      issues.add(Draft.PLAIN.in("north"));
      watcher.changedHere();
      assertThat(waiting()).containsExactly(1L);
    }
    assertThat(statements.take()).isZero();

    clock.forward(KnownBaskets.FRESH);
    assertThat(waiting()).containsExactly(6L);
    assertThat(statements.take()).isEqualTo(1);
  }

  @Test
  void areAnsweredAsTheyWereToWhoAsksWhileTheyAreRead() throws Exception {
    issues.add(Draft.PLAIN.in("north"));
    assertThat(waiting()).containsExactly(1L);
    issues.add(Draft.PLAIN.in("north"));
    changed();
    try (Connection blocker = database.dataSource().getConnection()) {
      blocker.setAutoCommit(false);
      try (Statement statement = blocker.createStatement()) {
        statement.execute("LOCK TABLE holdfast.workbasket IN ACCESS EXCLUSIVE MODE");
      }
      CompletableFuture<List<Long>> reader = CompletableFuture.supplyAsync(this::waiting);
      while (blocked() == 0) {
        Thread.onSpinWait();
      }

      assertThat(CompletableFuture.supplyAsync(this::waiting).get(10, TimeUnit.SECONDS))
          .containsExactly(1L);

      blocker.rollback();
      assertThat(reader.get()).containsExactly(2L);
    }
  }

  private long blocked() {
    return issues
        .jdbc()
        .one(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'holdfast.workbasket'::regclass",
            row -> row.getLong(1))
        .orElseThrow();
  }

  /** Something has, and what was read is not fresh any more. */
  private void changed() {
    watcher.changedHere();
    clock.forward(KnownBaskets.FRESH);
  }

  private List<Long> waiting() {
    return baskets.all().stream().map(KnownBasketsTest::waiting).toList();
  }

  private static long waiting(BasketView basket) {
    return basket.open() + basket.claimed();
  }
}
