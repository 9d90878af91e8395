package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A user in the console")
class UsersTest extends ConsoleTest {

  @Test
  @DisplayName("is added and found by name")
  void added() {
    var name = unique("console-user");
    administerAt("/users/user");
    field("Name").fill(name);
    field("Name for people").fill("Ada <b>Bold</b>");
    field("Password").fill("a long enough password");
    field("Roles").fill("inspector, supervisor");
    field("Attributes").fill("states = AK, WA");
    button("Save").click();

    assertThat(notice()).containsText(name + " was added");
    go("/users/list?text=" + name);
    assertThat(rows(name)).hasCount(1);
    assertThat(rows(name)).containsText("Ada <b>Bold</b>");
    assertThat(rows(name)).containsText("[AK, WA]");
    assertThat(rows(name)).containsText("Enabled");
  }

  @Test
  @DisplayName("that somebody else changed meanwhile is shown both ways and not overwritten")
  void stale() {
    var user = newUser("inspector");
    administerAt("/users/user?name=" + user.name());
    sql(
        "UPDATE holdfast.app_user SET display_name = 'Changed meanwhile', version = version + 1"
            + " WHERE name = '"
            + user.name()
            + "'");

    field("Name for people").fill("Mine");
    button("Save").click();

    assertThat(page.getByText("Somebody changed this user in the meantime")).isVisible();
    assertThat(page.getByText("Changed meanwhile")).isVisible();
    assertThat(field("Name for people")).hasValue("Mine");

    button("Save").click();
    assertThat(notice()).containsText(user.name() + " was changed");
  }

  @Test
  @DisplayName("with too short a password is refused with the reason")
  void refused() {
    administerAt("/users/user");
    field("Name").fill(unique("short"));
    field("Password").fill("short");
    button("Save").click();

    assertThat(notice()).containsText("A value is not valid");
    assertThat(notice()).containsText("12");
  }
}
