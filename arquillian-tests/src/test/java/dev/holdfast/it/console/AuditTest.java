package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit trail in the console")
class AuditTest extends ConsoleTest {

  @Test
  @DisplayName("shows a change that was just made, from what to what, and leads to its subject")
  void shown() {
    var user = newUser("inspector");
    administerAt("/users/user?name=" + user.name());
    field("Roles").fill("supervisor");
    button("Save").click();
    assertThat(notice()).containsText("was changed");

    link("Audit trail").click();
    assertThat(rows("User changed").first()).containsText(user.name());
    assertThat(rows("User changed").first()).containsText("inspector → supervisor");
    assertThat(rows("User changed").first()).containsText("admin");

    link(user.name()).first().click();
    assertThat(heading()).hasText(user.name());
  }

  @Test
  @DisplayName("is found by a filter that stays in the address")
  void filtered() {
    var user = newUser("inspector");
    administerAt("/audit/list");

    field("Search").fill(user.name());
    field("Action").selectOption("user-added");
    field("User").fill("admin");
    button("Filter").click();

    page.waitForURL(url("/audit/list?subject=" + user.name() + "&action=user-added&who=admin"));
    assertThat(rows(user.name())).hasCount(1);
    field("User").fill("nobody");
    button("Filter").click();
    assertThat(page.getByText("No line fits the filter")).isVisible();
  }
}
