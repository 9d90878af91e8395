package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What waits behind a message that a receiver refuses costs nothing while that rests. */
class FollowersTest {
  private static final Duration LONGEST_FIRST_PAUSE = Duration.ofSeconds(6);
  private static final int MANY = 100_000;

  private static final String FILL =
      """
      INSERT INTO holdfast.webhook_delivery (id, webhook_id, case_id, action_id, kind, body, created_at, next_at, give_up_at)
      SELECT gen_random_uuid(), ?, ?, gen_random_uuid(), 'applied', 'behind', ?, ?, ? FROM generate_series(1, ?)
      """;

  private static final String IS_DUE =
      "SELECT count(*) FROM holdfast.webhook_delivery WHERE state = 'waiting' AND next_at <= ?";

  private final CourierWork work = new CourierWork();
  private final UUID stuck = UUID.randomUUID();

  @AfterEach
  void end() {
    work.receiver.close();
  }

  private void refuse(String body) {
    work.receiver.answers(message -> message.body().equals(body) ? 422 : 200);
  }

  private long due() {
    return work.jdbc.one(IS_DUE, row -> row.getLong(1), work.clock.instant()).orElseThrow();
  }

  @Test
  void aHundredThousandAreVisitedOnceAndThenNoMore(TestReporter report) {
    refuse("first");
    work.message(stuck, "first");
    Instant now = work.clock.instant();
    work.jdbc.update(FILL, work.webhook, stuck, now, now, now.plus(Duration.ofDays(3)), MANY);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("first");

    assertThat(due()).isZero();
    assertThat(work.deliveries.due(now)).as("nobody gets a turn").isEmpty();
    work.message(UUID.randomUUID(), "another");
    assertThat(rowsOf(plan(report))).isLessThanOrEqualTo(1);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("first", "another");

    work.receiver.answers(message -> message.body().equals("first") ? 200 : 503);
    work.clock.forward(LONGEST_FIRST_PAUSE);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("first", "another", "first", "behind");
    assertThat(due()).as("only the next of the case was called").isZero();
  }

  private List<String> plan(TestReporter report) {
    UUID holder = UUID.randomUUID();
    Instant now = work.clock.instant();
    assertThat(work.deliveries.claim(work.webhook, holder, now, Duration.ZERO)).isTrue();
    List<String> plan =
        work.jdbc.list(
            "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) " + Deliveries.NEXT,
            row -> Objects.requireNonNull(row.getString(1)),
            now,
            work.webhook,
            holder,
            now);
    work.deliveries.release(work.webhook, holder, now);
    report.publishEntry("next", String.join("\n", plan));
    return plan;
  }

  /** What the scan of what is due has read. */
  private static long rowsOf(List<String> plan) {
    String scan =
        plan.stream()
            .filter(line -> line.contains("webhook_delivery_due"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(String.join("\n", plan)));
    return Long.parseLong(scan.replaceAll(".*actual rows=(\\d+)(\\.\\d+)? .*", "$1"));
  }

  @Test
  void whoComesMeanwhileWaitsTooAndAllComeInOrder() {
    refuse("1a");
    work.message(stuck, "1a");
    work.message(stuck, "1b");
    work.run();
    work.message(stuck, "1c");
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("1a");

    work.receiver.answers(message -> 200);
    work.clock.forward(LONGEST_FIRST_PAUSE);
    work.run();
    assertThat(work.receiver.bodies()).containsExactly("1a", "1a", "1b", "1c");
  }

  @Test
  void whoIsGivenUpCallsWhoWaitedBehindIt() {
    refuse("old");
    work.message(stuck, "old");
    work.clock.forward(Duration.ofDays(2));
    work.run();
    work.message(stuck, "young");
    work.run();
    work.clock.forward(Duration.ofDays(1));

    work.run();

    assertThat(work.receiver.bodies()).containsExactly("old", "young");
    assertThat(work.traffic().failed()).isEqualTo(1);
  }

  @Test
  void whoWaitsForAnybodyWhoEndedUnseenIsCalledByAndBy() {
    refuse("seen");
    UUID seen = work.message(stuck, "seen");
    work.message(stuck, "behind");
    work.run();
    work.run();
    work.jdbc.update("UPDATE holdfast.webhook_delivery SET state = 'delivered' WHERE id = ?", seen);

    work.turn(Runnable::run);
    work.turn(Runnable::run);

    assertThat(work.receiver.bodies()).containsExactly("seen", "behind");
  }

  @Test
  void whoWaitedUntilItsOwnTimeWasOverIsGivenUp() {
    refuse("first");
    work.message(stuck, "first");
    UUID behind = work.message(stuck, "behind");
    work.run();
    Instant end = work.look(behind).nextAt();

    assertThat(end)
        .isEqualTo(
            work.jdbc
                .one(
                    "SELECT give_up_at FROM holdfast.webhook_delivery WHERE id = ?",
                    row -> Sql.requiredInstant(row, "give_up_at"),
                    behind)
                .orElseThrow());
    work.clock.forward(Duration.ofDays(3));
    work.run();
    assertThat(work.look(behind).state()).isEqualTo("failed");
    assertThat(work.look(behind).error()).contains("turn did not come");
  }
}
