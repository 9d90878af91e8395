package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A case in the console")
class CasesTest extends ConsoleTest {
  private Fieldwork field;
  private UUID job;

  @BeforeEach
  void work() {
    var application = unique("console");
    deployPackage(Fieldwork.source(application, "1.0.0"));
    field = new Fieldwork(application, newUser(application + "-worker"), unique("tablet"));
    job = field.begin("As begun <script>alert(1)</script>");
    field.end(job, "As ended");
    field.parkedOn(job, "Too late");
  }

  @Test
  @DisplayName("is found by its assignee and opened")
  void found() {
    administerAt("/cases/list?assignee=" + field.worker());

    assertThat(rows("job")).hasCount(1);
    assertThat(rows("job")).containsText("done");
    rows("job").locator("a").first().click();
    assertThat(heading()).containsText("job");
  }

  @Test
  @DisplayName("tells its history: who, what, which device, from what to what, and what was parked")
  void history() {
    administerAt("/cases/case?id=" + job);

    var entries = page.locator(".timeline > li");
    assertThat(entries).hasCount(3);
    assertThat(entries.nth(0)).containsText("begin");
    assertThat(entries.nth(0)).containsText(field.worker());
    assertThat(entries.nth(0)).containsText(field.deviceName());
    assertThat(entries.nth(0)).containsText("As begun <script>alert(1)</script>");
    assertThat(entries.nth(1)).containsText("As ended");
    assertThat(entries.nth(2)).containsText("Parked");
    assertThat(entries.nth(2)).containsText("Already completed");
    entries.nth(0).getByText("Times and versions").click();
    assertThat(entries.nth(0)).containsText("There (device)");
    assertThat(entries.nth(0)).containsText("1.0.0");
  }

  @Test
  @DisplayName("is read in the words of its package, in the language of the reader")
  void labels() {
    deployPackage(
        Fieldwork.source(field.application(), "1.1.0")
            .replace("    fields:", "    label: {de: Auftrag, en-GB: Errand}\n    fields:")
            .replace("max: 500", "max: 500, label: {de: Notiz, en-GB: Remark}")
            .replace("of: [good, poor]", "of: {good: Splendid, poor: Poor}")
            .replace("stages: [open, done]", "stages: {open: Open, done: Finished}")
            .replace("begin:  {", "begin:  {label: {en-GB: Took it}, ")
            .replace("roles:", "languages: [en-GB, de]\nroles:"));

    administerAt("/cases/case?id=" + job);

    assertThat(heading()).containsText("Errand");
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("Remark");
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("Splendid");
    assertThat(page.locator("[aria-labelledby=factsHead]")).containsText("Finished");
    var entries = page.locator(".timeline > li");
    assertThat(entries.nth(0)).containsText("Took it");
    assertThat(entries.nth(0).locator(".changes")).containsText("Remark");
    assertThat(entries.nth(1).locator(".changes")).containsText("Finished");
    assertThat(entries.nth(1)).containsText("end");
  }

  @Test
  @DisplayName("proves that its history is whole, or where it is not")
  void verify() {
    administerAt("/cases/case?id=" + job);
    button("Verify chain").click();
    assertThat(page.locator("[id='history:verification']"))
        .containsText("The chain is whole: 3 entries");
  }
}
