package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reports on issues in the console")
class ReportsTest extends ConsoleTest {
  private final Fieldwork field = fieldwork();

  @Test
  @DisplayName("show age and volume by workbasket, drawn and in figures, and as CSV")
  void figures() throws IOException {
    field.parked("late");

    administerAt("/issues/reports");

    assertThat(rows(field.workbasket())).hasCount(2);
    assertThat(rows(field.workbasket()).first().locator("td.number").last()).hasText("1");
    assertThat(page.locator("svg[role=img]")).hasCount(3);
    var csv = page.waitForDownload(() -> link("Volume, CSV").click());
    Assertions.assertThat(Files.readString(csv.path()))
        .contains(field.workbasket() + ",already-completed,1,0");
  }

  @Test
  @DisplayName("say what is wrong with days that can't be read")
  void unreadable() {
    administerAt("/issues/reports?from=yesterday");

    assertThat(notice()).containsText("\"yesterday\" is not a day");
  }
}
