package dev.holdfast.server.hooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.internal.Watcher;
import dev.holdfast.server.testing.StatementCounter;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What webhooks want, in memory, whoever changes them. */
class SubscriptionsTest {
  private final TestDatabase database = TestDatabase.create();
  private final Jdbc jdbc = database.jdbc();
  private final StatementCounter statements = new StatementCounter();
  private final Watcher watcher =
      new Watcher(
          database.dataSource(), Duration.ofMillis(5), Duration.ofMillis(50), List.of(), List.of());
  private final Thread thread = new Thread(watcher::run);
  private final Subscriptions subscriptions =
      new Subscriptions(watcher, database.counted(statements).jdbc());
  private final UUID webhook = UUID.randomUUID();

  SubscriptionsTest() {
    thread.setDaemon(true);
    thread.start();
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
  }

  @AfterEach
  void end() {
    thread.interrupt();
  }

  private List<Subscription> afterAChange() {
    assertThat(watcher.sees(Duration.ZERO)).isTrue();
    return subscriptions.all();
  }

  @Test
  void costNothingWhileNobodyWantsAnythingAndAreHeardOfWhenSomebodyDoes() {
    assertThat(subscriptions.all()).isEmpty();
    statements.take();
    for (int i = 0; i < 20; i++) {
      assertThat(subscriptions.all()).isEmpty();
    }
    assertThat(statements.take()).isZero();

    jdbc.update(
        "INSERT INTO holdfast.webhook (id, name, url, enabled, applications, case_types, kinds,"
            + " secret_number, version) VALUES (?, 'a', 'https://a.invalid', true, '{a}', '{}', '{parked}', 1, 1)",
        webhook);
    assertThat(afterAChange())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.webhook()).isEqualTo(webhook);
              assertThat(one.applications()).containsExactly("a");
              assertThat(one.kinds()).containsExactly("parked");
            });

    jdbc.update("UPDATE holdfast.webhook SET enabled = false, version = 2");
    assertThat(afterAChange()).isEmpty();
  }

  @Test
  void areNotReadAgainForWhatCouriersNote() {
    jdbc.update(
        "INSERT INTO holdfast.webhook (id, name, url, enabled, applications, case_types, kinds,"
            + " secret_number, version) VALUES (?, 'a', 'https://a.invalid', true, '{}', '{}', '{}', 1, 1)",
        webhook);
    assertThat(afterAChange()).hasSize(1);
    statements.take();

    jdbc.update("UPDATE holdfast.webhook SET failures = failures + 1, rests_until = now()");

    assertThat(afterAChange()).hasSize(1);
    assertThat(statements.take()).isZero();
  }
}
