package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many issues in the console")
class BatchesTest extends ConsoleTest {
  private Fieldwork field;

  @BeforeEach
  void park() {
    field = fieldwork();
    for (int i = 0; i < 3; i++) {
      field.parked("late " + i);
    }
  }

  private void openGroup() {
    administerAt("/issues/groups?application=" + field.application());
    assertThat(rows("Already completed")).hasCount(1);
    assertThat(rows("Already completed")).containsText("1.0.0");
    link("Decide all").click();
    assertThat(heading()).hasText("Decide on many issues");
    assertThat(page.locator(".facts").first()).containsText(field.application());
  }

  @Test
  @DisplayName(
      "are grouped by cause, looked at, and decided on at once by a batch that shows how it goes")
  void decideGroup() {
    openGroup();
    field("Discard it").check();
    button("Look what would come of it").click();
    assertThat(page.getByText("3 issues would be decided.")).isVisible();
    assertThat(page.getByText("Of the oldest 3, 3 could be decided so now.")).isVisible();

    field("Reason").fill("All of them are late");
    button("Decide on 3 issues").click();

    assertThat(heading()).hasText("Batch: Discarded");
    assertThat(page.locator("#batch\\:progress .chip").first())
        .hasText("Done", new HasTextOptions().setTimeout(30_000));
    assertThat(page.getByText("3 of 3, 0 failed")).isVisible();
    assertThat(page.locator("tbody tr")).hasCount(3);
    assertThat(page.locator(".lead")).containsText("All of them are late");
    go("/issues/batches");
    assertThat(rows("All of them are late").first()).containsText("admin");
    go("/issues/list?status=resolved&application=" + field.application());
    assertThat(rows("Discarded")).hasCount(3);
  }

  @Test
  @DisplayName("that can't be decided so are told before, stay, and are told after")
  void failing() {
    openGroup();
    field("Apply it as it is, on the present state").check();
    button("Look what would come of it").click();

    assertThat(page.getByText("Of the oldest 3, 0 could be decided so now.")).isVisible();
    field("Reason").fill("Try it all the same");
    button("Decide on 3 issues").click();

    assertThat(page.getByText("3 of 3, 3 failed"))
        .isVisible(
            new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                .setTimeout(30_000));
    page.locator("a.count")
        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Failed"))
        .click();
    assertThat(rows("Failed")).hasCount(3);
    page.locator("a.count")
        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Done"))
        .click();
    assertThat(rows("Failed")).hasCount(0);
    go("/issues/list?status=open&application=" + field.application());
    assertThat(page.locator("tbody tr")).hasCount(3);
  }

  @Test
  @DisplayName("are not decided on without a look and a reason")
  void reason() {
    openGroup();
    button("Look what would come of it").click();
    assertThat(notice()).containsText("Choose what to do with the submissions");
    field("Discard it").check();
    button("Look what would come of it").click();
    button("Decide on 3 issues").click();
    assertThat(notice()).containsText("Give a reason");
  }

  @Test
  @DisplayName("are not decided on in another way than was looked at")
  void otherWay() {
    openGroup();
    field("Discard it").check();
    button("Look what would come of it").click();
    assertThat(button("Decide on 3 issues")).isVisible();
    field("Reason").fill("All of them are late");
    // As after the browser's back button: the page is not told of the choice.
    field("Return it to the user").evaluate("(radio) => { radio.checked = true; }");

    button("Decide on 3 issues").click();

    assertThat(notice()).containsText("Look first what would come of it");
  }
}
