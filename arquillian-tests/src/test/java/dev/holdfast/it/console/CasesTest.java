package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.holdfast.it.server.LongHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
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
    entries.nth(0).getByText("Versions and clock").click();
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
            .replace("roles:", "languages: [en-GB, de]\nbuilt-in: {assignee: Handled by}\nroles:"));

    administerAt("/cases/case?id=" + job);

    assertThat(heading()).containsText("Errand");
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("Remark");
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("Splendid");
    assertThat(page.locator("[aria-labelledby=factsHead]")).containsText("Finished");
    var entries = page.locator(".timeline > li");
    assertThat(entries.nth(0)).containsText("Took it");
    assertThat(entries.nth(0).locator(".changes")).containsText("Remark");
    assertThat(entries.nth(0).locator(".changes")).containsText("Handled by");
    assertThat(entries.nth(1).locator(".changes")).containsText("Stage");
    assertThat(entries.nth(1)).containsText("end");

    go("/cases/list?assignee=" + field.worker());
    assertThat(rows("Errand")).hasCount(1);
    assertThat(rows("Errand")).containsText("Finished");
    assertThat(rows("Errand")).containsText("Remark: As ended");
    assertThat(page.locator("#f-stage option[value=done]")).containsText("Finished");
    field("Stage").selectOption("done");
    button("Filter").click();
    assertThat(page).hasURL(Pattern.compile("stage=done"));
    assertThat(rows("Errand")).hasCount(1);

    go("/issues/list?assignee=&type=job&user=" + field.worker());
    assertThat(rows("Errand")).hasCount(1);
    go("/issues/groups?application=" + field.application());
    assertThat(rows("Errand")).hasCount(1);
  }

  @Test
  @DisplayName("proves that its history is whole, or where it is not")
  void verify() {
    administerAt("/cases/case?id=" + job);
    button("Verify chain").click();
    assertThat(page.locator("[id='history:verification']"))
        .containsText("The chain is whole: 3 entries");
  }

  @Test
  @DisplayName("has its history exported as pages, as CSV and with its proof")
  void exported() throws IOException {
    administerAt("/cases/case?id=" + job);

    var pdf = page.waitForDownload(() -> link("PDF").click());
    var csv = page.waitForDownload(() -> link("CSV").click());
    var json = page.waitForDownload(() -> link("JSON").click());

    Assertions.assertThat(Files.readString(pdf.path(), StandardCharsets.ISO_8859_1))
        .startsWith("%PDF-")
        .endsWith("%%EOF\n");
    Assertions.assertThat(Files.readString(csv.path())).contains("As ended", ",hash\r\n");
    Assertions.assertThat(Files.readString(json.path())).contains("\"content\"", "\"end\"");
    Assertions.assertThat(pdf.suggestedFilename()).isEqualTo("history-" + job + ".pdf");
  }

  @Test
  @DisplayName("has no export at all if its history can't be read to its end")
  void notExported() {
    administerAt("/cases/list");

    for (String form : new String[] {"csv", "json"}) {
      var answer = go("/cases/history." + form + "?id=" + LongHistory.failing());

      Assertions.assertThat(answer.status()).isEqualTo(500);
      Assertions.assertThat(answer.headers()).doesNotContainKey("content-disposition");
      assertThat(page.locator("body")).not().containsText("neither before");
    }
    expectStatus(500);
  }

  @Test
  @DisplayName("is put under legal hold with a reason, and released with another")
  void held() {
    administerAt("/cases/case?id=" + job);
    var card = page.locator("[aria-labelledby=holdHead]");
    card.getByText("Place a legal hold").click();
    button("Place the hold").click();
    assertThat(card.locator(".wrong")).containsText("Give a reason");
    card.getByLabel("Reason").fill("A lawsuit <b>1</b>");
    button("Place the hold").click();

    assertThat(notice()).containsText("The hold is placed");
    assertThat(card.locator(".note")).containsText("A lawsuit <b>1</b>");
    assertThat(page.locator(".timeline > li").last()).containsText("Legal hold placed");
    go("/cases/holds");
    assertThat(rows("A lawsuit")).hasCount(1);
    go("/cases/case?id=" + job);
    card.getByText("Lift the hold").click();
    card.getByLabel("Reason").first().fill("It is over");
    button("Lift it").click();

    assertThat(notice()).containsText("The hold is lifted");
    assertThat(card).containsText("Not held");
    assertThat(page.locator(".timeline > li").last()).containsText("It is over");
    button("Verify chain").click();
    assertThat(page.locator("[id='history:verification']")).containsText("5 entries");
  }

  @Test
  @DisplayName("is held with its whole type from the list of holds")
  void heldWithItsType() {
    administerAt("/cases/holds");
    button("Hold a case type").click();
    page.locator("#typeDialog select").selectOption(field.application() + "/job");
    page.locator("#typeDialog textarea").fill("All of them");
    button("Place the hold").click();

    assertThat(notice()).containsText("The hold is placed");
    assertThat(rows(field.application())).containsText("All cases of type job");
    go("/cases/case?id=" + job);
    assertThat(page.locator("[aria-labelledby=holdHead]")).containsText("with its whole type");
    go("/cases/holds");
    rows(field.application()).getByText("Lift the hold").click();
    page.locator("#liftDialog textarea").fill("No more");
    button("Lift it").click();

    assertThat(notice()).containsText("The hold is lifted");
    assertThat(rows(field.application())).hasCount(0);
    link("Those lifted, too").click();
    assertThat(rows(field.application())).containsText("No more");
  }
}
