package dev.holdfast.server.hooks.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.hooks.api.NewSecret;
import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.FleetData;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A webhook gets another secret. */
class SecretRenewalTest {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final HandClock clock = new HandClock();
  private final TestBeans beans = beans();

  private TestBeans beans() {
    TestBeans made = HookBeans.on(TestDatabase.create());
    made.put(Clock.class, clock);
    return made;
  }

  private NewSecret added() {
    WebhookValues values =
        new WebhookValues("erp", "https://192.0.2.1/hooks", true, Set.of(), Set.of(), Set.of());
    return beans.inTransaction(() -> beans.get(Webhooks.class).add(ADMIN, values));
  }

  private NewSecret renewed(NewSecret before) {
    WebhookView webhook = before.webhook();
    return beans.inTransaction(
        () -> beans.get(Webhooks.class).renewSecret(ADMIN, webhook.id(), webhook.version()));
  }

  @Test
  void onlyWhenNoReceiverMayStillHaveTheOneBefore() {
    NewSecret first = added();
    NewSecret second = renewed(first);
    assertThat(second.secret()).isNotEqualTo(first.secret());

    clock.forward(A_DAY.minusMillis(1));
    assertThatThrownBy(() -> renewed(second))
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining(FleetData.NOW.plus(A_DAY).toString());

    clock.forward(Duration.ofMillis(1));
    assertThat(renewed(second).secret()).isNotEqualTo(second.secret());
  }
}
