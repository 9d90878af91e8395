package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A purge in the console")
class PurgeTest extends ConsoleTest {

  @Test
  @DisplayName("is begun after a question, tells what went, and not again for a while")
  void purged() {
    sql("UPDATE holdfast.purge SET started_at = NULL");
    administerAt("/purge/purge");
    assertThat(page.getByText("There was no purge yet")).isVisible();
    assertThat(rows("tombstone-retention")).containsText("30 days");

    button("Purge now").click();
    var dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Purge"));
    assertThat(dialog).containsText("Nothing is lost");
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
    button("Purge now").click();
    dialog.getByText("Purge now").click();

    assertThat(notice()).containsText("The purge has begun");
    assertThat(page.locator("dd:text-is('done')")).isVisible();
    assertThat(page.getByText("Horizon")).isVisible();
    assertThat(page.getByText("HF0903")).isVisible();
    assertThat(button("Purge now")).hasCount(0);
    go("/audit/list?action=purge-begun");
    assertThat(rows("Purge begun").first()).containsText("admin");
  }

  @Test
  @DisplayName("that came in between is told, and when the next may begin")
  void tooSoon() {
    sql("UPDATE holdfast.purge SET started_at = NULL");
    administerAt("/purge/purge");
    button("Purge now").click();
    sql("UPDATE holdfast.purge SET started_at = now(), ended_at = now()");

    page.getByRole(AriaRole.DIALOG).getByText("Purge now").click();

    assertThat(notice()).containsText("The next purge may begin at");
  }
}
