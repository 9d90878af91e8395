package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.holdfast.it.server.PlacesPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An alert in the console")
class AlertsTest extends ConsoleTest {
  private final PlacesPackage places = new PlacesPackage(unique("alerted"));

  @BeforeEach
  void drift() {
    places.add(1, 3, "north");
    drift(1);
  }

  private void drift(int id) {
    places.change("ALTER TABLE place DISABLE TRIGGER USER");
    places.change("DELETE FROM place WHERE id = " + id);
    places.change("ALTER TABLE place ENABLE TRIGGER USER");
    admin().post("/admin/tables/" + places.unit() + "/verification").ok();
  }

  @Test
  @DisplayName("is on the first page, says what to do, and is closed after a question")
  void closed() {
    administerAt("/overview/overview");
    assertThat(page.locator("a.tile:has-text('Open alerts')")).containsText("to be looked into");
    page.locator("section[aria-labelledby=alertsHead] li:has-text('" + places.unit() + "') a")
        .click();
    assertThat(heading()).hasText("Capture had missed something");
    assertThat(page.locator(".lead")).containsText(places.unit());
    assertThat(page.getByText("Find out what wrote the table")).isVisible();

    button("Close alert").click();
    var dialog =
        page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Close this alert"));
    assertThat(dialog.getByLabel("What was found")).isFocused();
    dialog.getByText("Close alert").last().click();
    assertThat(dialog).containsText("Give a reason");
    dialog.getByLabel("What was found").fill("A load without triggers");
    dialog.getByText("Close alert").last().click();

    assertThat(notice()).containsText("The alert is closed.");
    assertThat(page.locator(".lead")).containsText("Closed");
    assertThat(page.getByText("Closed by admin")).isVisible();
    assertThat(page.getByText("A load without triggers")).isVisible();
    assertThat(button("Close alert")).hasCount(0);
    go("/audit/list?action=alert-closed");
    assertThat(rows("A load without triggers").first()).containsText("admin");
  }

  @Test
  @DisplayName("that comes up again while it is looked at is not closed before that is seen")
  void stale() {
    administerAt("/alerts/list?kind=drift");
    rows(places.unit()).getByRole(AriaRole.LINK).first().click();
    assertThat(heading()).hasText("Capture had missed something");
    drift(2);

    button("Close alert").click();
    var dialog =
        page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Close this alert"));
    dialog.getByLabel("What was found").fill("A load without triggers");
    dialog.getByText("Close alert").last().click();
    assertThat(notice()).containsText("Somebody changed it in the meantime");
    assertThat(dialog).containsText("2 times in all");
    dialog.getByText("Close alert").last().click();

    assertThat(notice()).containsText("The alert is closed.");
  }

  @Test
  @DisplayName("is found by a filter that stays in the address, and leads to its table")
  void filtered() {
    administerAt("/alerts/list");
    assertThat(rows(places.unit())).containsText("1 extra");
    page.locator("select[name=status]").selectOption("closed");
    button("Filter").click();
    page.waitForURL(url("/alerts/list?status=closed"));
    assertThat(rows(places.unit())).hasCount(0);

    go("/alerts/list?kind=drift");
    rows(places.unit()).getByRole(AriaRole.LINK).first().click();
    link("place").click();
    assertThat(heading()).hasText("place");
  }
}
