package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Workbaskets in the console")
class WorkbasketsTest extends ConsoleTest {
  private final Fieldwork field = fieldwork();
  private final TestUser member = newUser("caseworker");

  @Test
  @DisplayName("have members whom administrators name; who is unknown is refused")
  void members() {
    field.parked("late");
    administerAt("/workbaskets/list");
    assertThat(rows(field.workbasket()).locator("td.number").first()).hasText("1");
    link(field.workbasket()).click();
    assertThat(heading()).hasText(field.workbasket());

    field("Members by name").fill("nobody-here");
    button("Save").click();
    assertThat(notice()).containsText("nobody-here");
    field("Members by name").fill(member.name());
    field("Members by role").fill("night-shift");
    button("Save").click();

    assertThat(notice()).containsText("The members of " + field.workbasket() + " are changed");
    assertThat(rows(field.workbasket())).containsText(member.name());
    assertThat(rows(field.workbasket())).containsText("night-shift");
  }

  @Test
  @DisplayName("are not changed over somebody else's change, which is shown")
  void stale() {
    administerAt("/workbaskets/workbasket?name=" + field.workbasket());
    admit(member, field);

    field("Members by role").fill("night-shift");
    button("Save").click();

    assertThat(page.locator(".note-wait")).containsText(member.name());
    assertThat(field("Members by role")).hasValue("night-shift");
    button("Save").click();
    assertThat(notice()).containsText("are changed");
  }
}
