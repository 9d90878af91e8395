package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.holdfast.it.server.PlacesPackage;
import dev.holdfast.it.server.TestDevice;
import java.io.IOException;
import java.nio.file.Files;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sync log in the console")
class SyncsTest extends ConsoleTest {
  private final PlacesPackage places = new PlacesPackage(unique("logged"));
  private final TestUser worker = places.worker("north");

  @BeforeEach
  void sync() {
    places.add(1, 10, "north");
    TestDevice device = device(worker);
    device.copy().report(device.copy().sync());
  }

  @Test
  @DisplayName("shows a sync that a device reported, and charts of the last day")
  void shown() {
    administerAt("/syncs/list?user=" + worker.name());

    assertThat(rows(worker.name())).hasCount(1);
    assertThat(rows(worker.name())).containsText("Full");
    assertThat(rows(worker.name())).containsText("10");
    assertThat(rows(worker.name())).containsText("Done");
    assertThat(page.locator("svg[role=img]")).hasCount(3);
    assertThat(page.locator("svg[role=img]").first())
        .hasAttribute(
            "aria-label", "Bar chart of syncs by hour: 1 in all, 0 failed, at most 1 in an hour.");
  }

  @Test
  @DisplayName("is narrowed by a filter that stays in the address, and exported under it")
  void filtered() throws IOException {
    administerAt("/syncs/list");
    field("User").fill(worker.name());
    field("Kind").selectOption("full");
    button("Filter").click();
    page.waitForURL(url("/syncs/list?user=" + worker.name() + "&kind=full"));
    assertThat(rows(worker.name())).hasCount(1);

    var download = page.waitForDownload(() -> link("Export CSV").click());

    Assertions.assertThat(Files.readAllLines(download.path()))
        .hasSize(2)
        .last()
        .asString()
        .contains("," + worker.name() + ",full,10,");
    field("Result").selectOption("failed");
    button("Filter").click();
    assertThat(page.getByText("No sync fits the filter")).isVisible();
  }

  @Test
  @DisplayName("says what it can't read in a filter")
  void unreadable() {
    administerAt("/syncs/list?device=none");

    assertThat(notice()).containsText("none");
    assertThat(page.getByText("No sync fits the filter")).isVisible();
  }
}
