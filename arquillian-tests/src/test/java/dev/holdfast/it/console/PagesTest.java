package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Every page of the console")
class PagesTest extends ConsoleTest {
  @ParameterizedTest
  @CsvSource({
    "/overview/overview,Overview",
    "/issues/list,Issue workbasket",
    "/issues/groups,Issues by cause",
    "/issues/batches,Batches",
    "/issues/batch-form?reason=stale,Decide on many issues",
    "/issues/reports,Reports",
    "/workbaskets/list,Workbaskets",
    "/webhooks/list,Webhooks",
    "/webhooks/webhook,New webhook",
    "/alerts/list,Alerts",
    "/cases/list,Cases",
    "/cases/holds,Legal holds",
    "/devices/list,Devices",
    "/syncs/list,Sync log",
    "/resync/list,Resync",
    "/attachments/storage,Attachments",
    "/policies/list,Policies",
    "/policies/policy,New policy",
    "/resync/order-form,New resync",
    "/applications/list,Applications",
    "/applications/deploy,Deploy a package",
    "/tables/list,Offline tables",
    "/tables/table?application=holdfast&name=outcome,outcome",
    "/purge/purge,Purge",
    "/users/list,Users",
    "/users/ships?name=admin,What goes to admin",
    "/users/user,Add user",
    "/users/user?name=admin,admin",
    "/audit/list,Audit trail"
  })
  @DisplayName("has one title, names for all its fields, and fits a desk and a phone")
  void page(String path, String title) {
    administerAt(path);

    assertThat(heading()).hasText(title);
    assertThat(page.locator("nav [aria-current=page]")).hasCount(1);
    assertEveryFieldNamed();
    assertFits();
    page.setViewportSize(420, 800);
    assertFits();
  }

  @Test
  @DisplayName("is reached from the navigation")
  void navigation() {
    administerAt("/overview/overview");

    for (var name :
        List.of(
            "Issue workbasket",
            "Alerts",
            "Cases",
            "Devices",
            "Sync log",
            "Resync",
            "Attachments",
            "Policies",
            "Applications",
            "Offline tables",
            "Purge",
            "Users",
            "Workbaskets",
            "Webhooks",
            "Audit trail")) {
      page.locator("nav")
          .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true))
          .click();
      assertThat(heading()).hasText(name);
    }
  }

  @Test
  @DisplayName("is used without a mouse: links of a table answer to Enter")
  void keyboard() {
    administerAt("/users/list");

    page.locator("tbody a").first().focus();
    page.keyboard().press("Enter");

    page.waitForURL(address -> address.contains("/users/user?name="));
  }

  @ParameterizedTest
  @CsvSource({
    "/nothing",
    "/devices/device?id=none",
    "/alerts/alert?id=0198c0de-1234-7000-8000-000000000000",
    "/cases/case?id=0198c0de-1234-7000-8000-000000000000",
    "/issues/issue",
    "/issues/batch",
    "/workbaskets/workbasket?name=nothing",
    "/webhooks/webhook?id=0198c0de-1234-7000-8000-000000000000",
    "/resync/order?id=0198c0de-1234-7000-8000-000000000000",
    "/applications/diff?application=none",
    "/users/user?name=nobody",
    "/users/ships?name=nobody",
    "/tables/table?application=none&name=none"
  })
  @DisplayName("that does not exist says so and leads on")
  void notFound(String path) {
    administerAt("/");

    Assertions.assertThat(go(path).status()).isEqualTo(404);

    assertThat(heading()).hasText("There is nothing here");
    expectStatus(404);
    link("Go to the overview").click();
    assertThat(heading()).hasText("Overview");
  }

  @Test
  @DisplayName("that was open for too long says so, without a trace of its insides")
  void expired() {
    administerAt("/applications/deploy");
    page.locator("input[name='jakarta.faces.ViewState']")
        .evaluateAll("fields => fields.forEach(field => field.value = '1:1')");

    button("Check and deploy").click();

    assertThat(heading()).hasText("This page was open for too long");
    assertThat(page.locator("body")).not().containsText("Exception");
    expectStatus(500);
  }
}
