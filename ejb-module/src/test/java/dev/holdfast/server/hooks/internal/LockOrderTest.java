package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.hooks.internal.Sender.Attempt;
import dev.holdfast.server.platform.api.DatabaseException;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who changes a webhook and its messages takes the webhook first, so that nobody deadlocks. */
@Timeout(60)
class LockOrderTest {
  private final TestDatabase database = TestDatabase.create();
  private final HandClock clock = new HandClock();
  private final HookRows rows = new HookRows(database.jdbc(), clock);
  private final UUID webhook = rows.webhook("https://erp.invalid");

  @BeforeEach
  void somethingWaits() {
    rows.message(webhook, UUID.randomUUID(), "one");
  }

  @Test
  void sendingAllAgainWaitsForTheWebhookBeforeItTakesAMessage() throws Exception {
    assertTakesTheWebhookFirst(
        jdbc -> new Messages(jdbc, FleetData.DEFAULTS, clock).retry(webhook, null));
  }

  @Test
  void aMessageThatIsTakenWaitsForTheWebhookBeforeItIsMarked() throws Exception {
    UUID holder = UUID.randomUUID();
    Duration hold = Duration.ofSeconds(30);
    Deliveries deliveries = new Deliveries(database.jdbc());
    assertThat(deliveries.claim(webhook, holder, clock.instant(), hold)).isTrue();
    Delivery next = deliveries.next(webhook, holder, clock.instant(), hold).orElseThrow();

    assertTakesTheWebhookFirst(
        jdbc -> {
          new Deliveries(jdbc).taken(next, new Attempt(204, null), clock.instant());
          return 1;
        });
  }

  @Test
  void givingUpWaitsForTheWebhookBeforeItTakesAMessage() throws Exception {
    clock.forward(Duration.ofDays(3));

    assertTakesTheWebhookFirst(jdbc -> new Deliveries(jdbc).giveUp(webhook, clock.instant()));
  }

  @Test
  void callingThoseWhoWaitForNobodyWaitsForTheWebhookBeforeItTakesThem() throws Exception {
    database.jdbc().update("UPDATE holdfast.webhook_delivery SET next_at = give_up_at");

    assertTakesTheWebhookFirst(
        jdbc -> {
          new Deliveries(jdbc).call(webhook, clock.instant());
          return 1;
        });
  }

  /** Somebody has the webhook and then wants the message, while the work is being done. */
  private void assertTakesTheWebhookFirst(Function<Jdbc, Integer> work) throws Exception {
    CompletableFuture<Integer> done;
    try (Connection other = database.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT 1 FROM holdfast.webhook FOR NO KEY UPDATE");
      done = CompletableFuture.supplyAsync(() -> inOneTransaction(work));
      Waiters.await(database.jdbc());
      assertThat(statement.executeUpdate("UPDATE holdfast.webhook_delivery SET error = 'seen'"))
          .isEqualTo(1);
      other.commit();
    }
    assertThat(done.get(1, TimeUnit.MINUTES)).isEqualTo(1);
  }

  private int inOneTransaction(Function<Jdbc, Integer> work) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      int done = work.apply(new OnOneConnection(connection));
      connection.commit();
      return done;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private record OnOneConnection(Connection connection) implements Jdbc {
    @Override
    public <T> T with(Work<T> work) {
      try {
        return work.on(new Sql(connection));
      } catch (SQLException e) {
        throw new DatabaseException(e);
      }
    }
  }
}
