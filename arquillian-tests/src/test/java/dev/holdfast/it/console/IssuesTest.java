package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The issue workbasket in the console")
class IssuesTest extends ConsoleTest {
  private static final String HOSTILE = "=1+1 <script>alert(document.cookie)</script>";

  private Fieldwork field;
  private UUID job;
  private UUID issue;

  @BeforeEach
  void park() {
    field = fieldwork();
    job = field.begin("As begun");
    field.end(job, "As ended");
    issue = field.parkedOn(job, HOSTILE);
  }

  @Test
  @DisplayName("finds an issue by a filter that stays in the address")
  void filter() {
    administerAt("/issues/list");
    page.getByText("More to filter by").click();
    field("Submitted by").fill(field.worker());
    field("Reason").selectOption("already-completed");
    button("Filter").click();

    page.waitForURL(
        url("/issues/list?status=unresolved&reason=already-completed&user=" + field.worker()));
    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("Already completed");

    field("Reason").selectOption("stale");
    button("Filter").click();
    assertThat(page.getByText("No issue fits the filter")).isVisible();
    link("Clear filter").click();
    page.waitForURL(url("/issues/list"));
  }

  @Test
  @DisplayName("finds by words, workbasket, version and cause, and marks what was parked before")
  void everyFilter() {
    field.parkedOn(job, "again");
    var cause = "&workbasket=" + field.workbasket() + "&application=" + field.application();

    administerAt("/issues/list?text=again" + cause + "&package=1.0.0&type=job");

    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("again");
    assertThat(field("Package version")).hasValue("1.0.0");
    go("/issues/list?text=again&package=2.0.0" + cause);
    assertThat(page.getByText("No issue fits the filter")).isVisible();
    go("/issues/list?assignee=nobody" + cause);
    assertThat(page.getByText("No issue fits the filter")).isVisible();
  }

  @Test
  @DisplayName("keeps a filter under a name, shows it again, and removes it")
  void savedFilter() {
    var name = unique("my filter");
    administerAt("/issues/list?reason=already-completed&user=" + field.worker());
    page.getByText("Keep this filter").click();
    field("Name").fill(name);
    button("Keep it").click();
    assertThat(notice()).containsText("The filter “" + name + "” is kept");

    go("/issues/list");
    link(name).click();
    page.waitForURL(url("/issues/list?reason=already-completed&user=" + field.worker()));
    assertThat(rows(field.deviceName())).hasCount(1);

    page.getByText("Keep this filter").click();
    field("Name").fill(name);
    field("Others see it too").check();
    button("Keep it").click();
    assertThat(notice()).containsText("The filter “" + name + "” is kept");
    page.getByText("Keep this filter").click();
    field("Name").fill("  " + name + " ");
    button("Keep it").click();
    assertThat(notice()).containsText("The filter “" + name + "” is kept");
    assertThat(page.locator(".saved-list li", new Page.LocatorOptions().setHasText(name)))
        .containsText("shared");

    button("Remove the filter " + name).click();
    assertThat(notice()).containsText("is removed");
    assertThat(link(name)).hasCount(0);
  }

  @Test
  @DisplayName("exports whole submissions as JSON and CSV")
  void wholeSubmissions() throws IOException {
    administerAt("/issues/list?user=" + field.worker());

    var json = page.waitForDownload(() -> link("Whole submissions, JSON").click());
    var csv = page.waitForDownload(() -> link("Whole submissions, CSV").click());

    Assertions.assertThat(Files.readString(json.path())).startsWith("[").contains("\"payload\"");
    var lines = Files.readAllLines(csv.path());
    Assertions.assertThat(lines).hasSize(2);
    Assertions.assertThat(lines.get(0)).endsWith(",submission");
    Assertions.assertThat(lines.get(1)).contains("alert(document.cookie)");
  }

  @Test
  @DisplayName("says what is wrong with a filter that can't be read")
  void unreadableFilter() {
    administerAt("/issues/list?from=tomorrow");

    assertThat(notice()).containsText("\"tomorrow\" is not a day");
  }

  @Test
  @DisplayName("shows an issue with base, mine and theirs; hostile text stays text")
  void detail() {
    administerAt("/issues/issue?id=" + issue);

    assertThat(page.locator(".sentence"))
        .containsText(
            field.worker() + " submitted “record”, but the case had already been completed");
    var note = page.locator(".compare tbody tr", new Page.LocatorOptions().setHasText("note"));
    assertThat(note.locator(".mine")).hasText(HOSTILE);
    assertThat(note.locator(".theirs")).hasText("As ended");
    assertThat(note).containsText("both changed it differently");
    page.getByText("The submission as it came").click();
    assertThat(page.locator("pre")).containsText("<script>alert(document.cookie)</script>");
    link("Case and history").click();
    assertThat(heading()).containsText("job");
  }

  @Test
  @DisplayName("claims and discards an issue with a reason, which the history keeps")
  void discard() {
    administerAt("/issues/issue?id=" + issue);
    button("Claim").click();
    assertThat(notice()).containsText("The issue is yours");

    field("Discard it").check();
    button("Decide").click();
    assertThat(notice()).containsText("Give a reason of at most");
    field("Reason").fill("Twice the same");
    button("Decide").click();

    assertThat(notice()).containsText("The submission was discarded");
    assertThat(page.locator(".lead")).containsText("Resolved");
    assertThat(page.getByText("Twice the same")).isVisible();
    go("/cases/case?id=" + job);
    assertThat(page.locator(".timeline")).containsText("Discarded");
  }

  @Test
  @DisplayName("is commented on and released, and keeps who did so")
  void said() {
    administerAt("/issues/issue?id=" + issue);
    button("Claim").click();
    assertThat(notice()).containsText("The issue is yours");
    button("Release").click();
    assertThat(notice()).containsText("Anybody may take the issue now");

    field("Comment").fill("Who was there?");
    button("Say it").click();

    assertThat(page.getByText("Who was there?")).isVisible();
    assertThat(page.getByText("released the claim of")).isVisible();
    assertThat(page.locator(".lead")).containsText("Open");
  }

  @Test
  @DisplayName(
      "keeps a decision that is being typed while it is claimed, commented on and released")
  void onTheWay() {
    administerAt("/issues/issue?id=" + issue);
    field("Reopen the case and apply it").check();
    var own = field("Own value of note");
    own.fill("Half typed");
    field("Reason").fill("Half a reason");

    button("Claim").click();
    assertThat(notice()).containsText("The issue is yours");
    field("Comment").fill("Who was there?");
    button("Say it").click();
    assertThat(page.getByText("Who was there?")).isVisible();
    assertThat(field("Comment")).hasValue("");
    button("Release").click();
    assertThat(notice()).containsText("Anybody may take the issue now");

    assertThat(field("Reopen the case and apply it")).isChecked();
    assertThat(own).hasValue("Half typed");
    assertThat(field("Reason")).hasValue("Half a reason");
    button("Decide").click();
    assertThat(notice()).containsText("The case was reopened");
    Assertions.assertThat(
            admin().get("/admin/cases/" + job).ok().json().at("/fields/note").asText())
        .isEqualTo("Half typed");
  }

  @Test
  @DisplayName("does nothing with an issue that changed meanwhile, and shows both states")
  void stale() {
    administerAt("/issues/issue?id=" + issue);
    var colleague = newPage();
    colleague.navigate(url("/issues/issue?id=" + issue));
    colleague.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
    colleague.getByText("The issue is yours").waitFor();

    field("Discard it").check();
    field("Reason").fill("My own reason");
    button("Decide").click();

    var box = page.locator(".note-wait");
    assertThat(box).containsText("Nothing was done");
    assertThat(box).containsText("Open, version");
    assertThat(box).containsText("Claimed by admin");
    assertThat(field("Reason")).hasValue("My own reason");
    button("Decide").click();
    assertThat(notice()).containsText("The submission was discarded");
  }

  @Test
  @DisplayName("applies an edited submission; a text that nobody edited keeps its line ends")
  void edit() {
    var other = field.begin("As begun");
    field.end(other, "As ended");
    administerAt("/issues/issue?id=" + field.parkedOn(other, "one\ntwo"));

    field("Reopen the case and apply it").check();
    field("Reason").fill("One\nreason");
    button("Decide").click();

    assertThat(notice()).containsText("The case was reopened");
    Assertions.assertThat(
            admin().get("/admin/cases/" + other).ok().json().at("/fields/note").asText())
        .isEqualTo("one\ntwo");
  }

  @Test
  @DisplayName("says that a text can't be stored instead of failing")
  void unstorable() {
    administerAt("/issues/issue?id=" + issue);
    field("Discard it").check();
    field("Reason").evaluate("(area) => { area.value = 'a\\0b'; }");
    button("Decide").click();

    assertThat(notice()).containsText("U+0000");
    assertThat(page.locator(".lead")).not().containsText("Resolved");
  }

  @Test
  @DisplayName("exports what the filter shows as CSV, formulas defused")
  void export() throws IOException {
    administerAt("/issues/list?user=" + field.worker());

    var download = page.waitForDownload(() -> link("Export CSV").click());

    Assertions.assertThat(download.suggestedFilename()).isEqualTo("issues.csv");
    var lines = Files.readAllLines(download.path());
    Assertions.assertThat(lines).hasSize(2);
    Assertions.assertThat(lines.get(0)).contains("id", "case", "reason");
    Assertions.assertThat(lines.get(1)).contains(issue.toString(), "already-completed");
    Assertions.assertThat(lines.get(1)).doesNotContain(",=");
  }
}
