package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A policy in the console")
class PoliciesTest extends ConsoleTest {

  @AfterEach
  void away() {
    sql("DELETE FROM holdfast.sync_policy");
  }

  private void everyone() {
    administerAt("/policies/policy");
    field("For whom").selectOption(new SelectOption().setLabel("Everyone"));
    field("Actions in one request").fill("50");
    field("Interval").fill("15m");
    button("Save").click();
    assertThat(notice()).containsText("The policy is saved: Everyone");
  }

  @Test
  @DisplayName("is added, and holds for a user who is looked at")
  void added() {
    var user = newUser("inspector");
    everyone();

    assertThat(rows("Everyone")).containsText("15m");
    go("/policies/list?user=" + user.name());
    assertThat(page.locator("#effective")).containsText("15m");
    assertThat(page.locator("#effective")).containsText("nobody has set it");
  }

  @Test
  @DisplayName("that somebody else changed meanwhile is shown both ways and not overwritten")
  void stale() {
    everyone();
    go("/policies/policy?target=everyone");
    sql("UPDATE holdfast.sync_policy SET batch = 33, version = version + 1");

    field("Actions in one request").fill("44");
    button("Save").click();

    assertThat(page.getByText("Somebody changed this policy in the meantime")).isVisible();
    assertThat(page.locator(".note-wait")).containsText("33");
    assertThat(field("Actions in one request")).hasValue("44");
    button("Save").click();
    assertThat(notice()).containsText("The policy is saved");
  }

  @Test
  @DisplayName("with a value out of bounds is refused with the reason")
  void refused() {
    administerAt("/policies/policy");
    field("For whom").selectOption(new SelectOption().setLabel("Everyone"));
    field("Interval").fill("soon");
    button("Save").click();

    assertThat(notice()).containsText("Write 30s, 15m, 2h or 1d.");
  }

  @Test
  @DisplayName("is removed")
  void removed() {
    everyone();
    go("/policies/policy?target=everyone");
    button("Remove").click();

    assertThat(notice()).containsText("The policy is removed: Everyone");
  }
}
