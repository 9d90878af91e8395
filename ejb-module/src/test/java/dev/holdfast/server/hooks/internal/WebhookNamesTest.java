package dev.holdfast.server.hooks.internal;

import static dev.holdfast.server.testing.FleetData.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.server.hooks.api.WebhookValues;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.Webhooks;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.testing.Waiters;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No two webhooks have one name, whoever gives it to them at the same moment. */
@Timeout(60)
class WebhookNamesTest {
  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans = HookBeans.on(database);
  private final Webhooks webhooks = beans.get(Webhooks.class);
  private final WebhookView one = added("one");
  private final WebhookView other = added("other");

  private static WebhookValues values(String name) {
    return new WebhookValues(name, "https://192.0.2.1/hooks", true, Set.of(), Set.of(), Set.of());
  }

  private WebhookView added(String name) {
    return beans.inTransaction(() -> webhooks.add(ADMIN, values(name)).webhook());
  }

  private WebhookView renamed(WebhookView webhook, String name) {
    return beans.inTransaction(
        () -> webhooks.change(ADMIN, webhook.id(), webhook.version(), values(name)));
  }

  @Test
  void whoRenamesOneAsAnotherIsJustRenamedIsToldSo() {
    CompletableFuture<WebhookView> second =
        beans.inTransaction(
            () -> {
              webhooks.change(ADMIN, one.id(), one.version(), values("erp"));
              CompletableFuture<WebhookView> waiting =
                  CompletableFuture.supplyAsync(() -> renamed(other, "ERP"));
              Waiters.await(database.jdbc());
              return waiting;
            });

    assertThatThrownBy(second::join)
        .cause()
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_EXISTS))
        .hasMessageContaining("ERP");
  }

  @Test
  void aNameIsFreeAgainWhenNobodyHasIt() {
    WebhookView erp = renamed(one, "erp");
    renamed(erp, "crm");

    assertThat(renamed(other, "erp").name()).isEqualTo("erp");
  }
}
