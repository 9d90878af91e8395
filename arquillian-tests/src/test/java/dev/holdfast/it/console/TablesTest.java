package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.holdfast.it.server.PlacesPackage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An offline table in the console")
class TablesTest extends ConsoleTest {
  private final PlacesPackage places = new PlacesPackage(unique("shown"));

  @BeforeEach
  void places() {
    places.add(1, 10, "north");
    places.add(11, 15, "south");
  }

  @Test
  @DisplayName("is listed among what is captured, and leads to its page")
  void listed() {
    administerAt("/tables/list?kind=table");
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.COLUMNHEADER,
            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Rows"))
        .click();
    assertThat(page.locator("th[aria-sort=ascending]")).containsText("Rows");

    administerAt("/tables/list?kind=case");
    assertThat(field("Kind")).hasValue("case");
  }

  @Test
  @DisplayName("has its buckets by name, and the SQL of its capture")
  void buckets() {
    administerAt(path());

    assertThat(heading()).hasText("place");
    assertThat(page.locator(".lead")).containsText("Captured");
    assertThat(rows("region=north")).containsText("10");
    assertThat(rows("region=south")).containsText("5");
    page.getByText("Show the SQL").click();
    assertThat(page.locator("details pre")).containsText("CREATE OR REPLACE TRIGGER");
  }

  @Test
  @DisplayName("is verified by a button, which tells what differed and that it is repaired")
  void verified() {
    places.change("ALTER TABLE place DISABLE TRIGGER USER");
    places.change("DELETE FROM place WHERE id = 1");
    places.change("UPDATE place SET name = 'unseen' WHERE id = 2");
    places.change("ALTER TABLE place ENABLE TRIGGER USER");
    administerAt(path());
    assertThat(page.getByText("Never verified")).isVisible();

    button("Verify now").click();

    assertThat(notice()).containsText("0 missing, 1 extra, 1 different. It is repaired");
    assertThat(rows("admin").first()).containsText("1");
    assertThat(rows("region=north")).containsText("9");
    button("Verify now").click();
    assertThat(notice()).containsText("Source and capture agree in every row");
  }

  @Test
  @DisplayName("whose source lost a column says so, and can't be verified")
  void problem() {
    places.change("ALTER TABLE place DROP COLUMN height");
    places.change("INSERT INTO place (id, name, region) VALUES (16, 'sixteen', 'north')");
    sql(
        "UPDATE holdfast.capture_unit SET problem = 'There is no column height.' WHERE application = '%s'"
            .formatted(places.application()));

    administerAt(path());

    assertThat(page.locator(".lead")).containsText("Problem");
    // The upkeep may have said it meanwhile in its own words.
    assertThat(page.locator(".note-bad:not([hidden])")).containsText("no column height.");
    assertThat(button("Verify now")).hasCount(0);
  }

  private String path() {
    return "/tables/table?application=" + places.application() + "&name=place";
  }
}
