package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A webhook in the console")
class WebhooksTest extends ConsoleTest {
  /** Nobody listens there. */
  private static final String NOWHERE = "http://127.0.0.1:1/hooks";

  private final Fieldwork field = fieldwork();
  private final String name = "To " + field.application();

  @AfterEach
  void away() {
    sql("DELETE FROM holdfast.webhook WHERE name LIKE '%" + field.application() + "'");
  }

  private void add() {
    administerAt("/webhooks/webhook");
    field("Name").fill(name);
    field("Address").fill(NOWHERE);
    field("Applications").fill(field.application());
    field("Kinds").selectOption(new String[] {"applied"});
    button("Save").click();
    assertThat(notice()).containsText(name + " is added");
  }

  @Test
  @DisplayName("is added, and its secret is shown once")
  void added() {
    add();

    assertThat(page.locator("#secret")).hasText(Pattern.compile("whsec_[A-Za-z0-9+/=]{44}"));
    page.reload();
    assertThat(heading()).hasText(name);
    assertThat(page.locator("#secret")).hasCount(0);
    assertEveryFieldNamed();
    go("/webhooks/list");
    assertThat(rows(name)).containsText(NOWHERE);
    assertThat(rows(name)).containsText("Actions that took effect");
    assertThat(rows(name)).containsText("Enabled");
  }

  @Test
  @DisplayName("shows what could not be delivered and why, and sends it again")
  void failing() {
    add();
    field.begin("lamp");

    while (failures() == 0) {
      Thread.onSpinWait();
    }
    page.reload();
    assertThat(page.locator("#rests")).containsText("ConnectException");
    assertThat(rows("Actions that took effect")).containsText("Waiting");
    button("Send now").click();
    assertThat(notice()).containsText("1 message is sent again");
  }

  private int failures() {
    var failures = query("SELECT failures FROM holdfast.webhook WHERE name = ?", name);
    return Integer.parseInt(String.valueOf(failures.get(0).get(0)));
  }

  @Test
  @DisplayName("is not changed over somebody else's change, which is shown; and is removed")
  void stale() {
    add();
    sql(
        "UPDATE holdfast.webhook SET url = 'http://127.0.0.1:2/', version = version + 1 WHERE name = '"
            + name
            + "'");

    field("Applications").fill("other");
    button("Save").click();
    assertThat(page.locator(".note-wait")).containsText("127.0.0.1:2");
    assertThat(field("Applications")).hasValue("other");
    button("Save").click();
    assertThat(notice()).containsText(name + " is saved");

    link(name).click();
    button("Remove").click();
    assertThat(notice()).containsText(name + " is removed");
    assertThat(rows(name)).hasCount(0);
  }
}
