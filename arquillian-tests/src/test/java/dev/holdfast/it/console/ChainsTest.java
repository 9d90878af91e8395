package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A parked chain in the console")
class ChainsTest extends ConsoleTest {
  private Fieldwork field;
  private UUID job;
  private List<UUID> issues;

  @BeforeEach
  void park() {
    field = fieldwork();
    job = field.begin("As begun");
    field.end(job, "As ended");
    issues = field.parkedChain(job);
  }

  private String status(int position) {
    return admin().get("/admin/issues/" + issues.get(position)).ok().json().path("status").asText();
  }

  @Test
  @DisplayName(
      "is one line, found by any of its submissions, which are listed where they are asked for")
  void once() {
    administerAt("/issues/list?user=" + field.worker());
    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("2 more behind it");

    go("/issues/list?text=handed&user=" + field.worker());
    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("Already completed");
    go("/issues/list?status=waiting&user=" + field.worker());
    assertThat(rows("Waiting")).hasCount(2);
    assertThat(rows("Waiting").first()).containsText("behind #");
    go("/issues/list?status=all&user=" + field.worker());
    assertThat(rows(field.deviceName())).hasCount(3);
    go("/issues/groups?application=" + field.application());
    assertThat(rows("Already completed")).hasCount(1);
    assertThat(page.getByText("Follows a parked one")).hasCount(1); // in the filter only
    go("/cases/case?id=" + job);
    assertThat(page.getByText("2 more behind it")).isVisible();
  }

  @Test
  @DisplayName("is discarded as one by default, with what is behind it in view")
  void discarded() {
    administerAt("/issues/issue?id=" + issues.get(0));
    field("Discard it").check();
    assertThat(field("Decide on the 2 behind it, too, all the same way")).isChecked();
    assertThat(page.locator("#issue\\:behind li")).hasCount(2);
    field("Reason").fill("None of it happened");
    button("Decide").click();

    assertThat(notice()).containsText("The submission was discarded. So were the 2 behind it.");
    assertThat(page.getByText("What became of those behind it")).isVisible();
    assertThat(page.locator("[aria-labelledby=becameHead]").getByText("was discarded")).hasCount(2);
    Assertions.assertThat(List.of(status(0), status(1), status(2))).containsOnly("resolved");
    go("/issues/list?user=" + field.worker());
    assertThat(page.getByText("No issue fits the filter")).isVisible();
  }

  @Test
  @DisplayName(
      "is judged again behind its first where that is chosen: what is parked again is one issue again")
  void oneByOne() {
    administerAt("/issues/issue?id=" + issues.get(0));
    field("Discard it").check();
    field("Decide on the 2 behind it, too, all the same way").uncheck();
    field("Reason").fill("Only this one");
    button("Decide").click();

    assertThat(notice()).containsText("The submission was discarded");
    assertThat(page.getByText("was parked again: ")).isVisible();
    assertThat(page.getByText("waits behind #")).isVisible();
    Assertions.assertThat(status(1)).isEqualTo("open");
    Assertions.assertThat(status(2)).isEqualTo("waiting");
    go("/issues/list?user=" + field.worker());
    assertThat(rows(field.deviceName())).hasCount(1);
    assertThat(rows(field.deviceName())).containsText("1 more behind it");
  }

  @Test
  @DisplayName("is released where its first takes effect, and the page tells that each was applied")
  void released() {
    administerAt("/issues/issue?id=" + issues.get(0));
    field("Reopen the case and apply it").check();
    assertThat(page.getByText("The 2 behind it are then judged again")).isVisible();
    field("Reason").fill("It is right");
    button("Decide").click();

    assertThat(notice()).containsText("The case was reopened");
    assertThat(page.getByText("was applied", new Page.GetByTextOptions().setExact(false)))
        .hasCount(2);
    Assertions.assertThat(
            admin().get("/admin/cases/" + job).ok().json().at("/fields/note").asText())
        .isEqualTo("handed in");
  }

  @Test
  @DisplayName("is not discarded as one if something has come behind it since it was shown")
  void stale() {
    administerAt("/issues/issue?id=" + issues.get(0));
    field("Discard it").check();
    field("Reason").fill("None of it happened");
    var last = admin().get("/admin/issues/" + issues.get(2)).ok().json();
    field.behind(job, last.path("actionId").asText(), "record", "one more");

    button("Decide").click();

    var box = page.locator(".note-wait");
    assertThat(box).containsText("Other submissions wait behind it now (3) than you saw (2)");
    assertThat(box).containsText("2 behind it");
    assertThat(box).containsText("3 behind it");
    Assertions.assertThat(status(0)).isEqualTo("open");
    assertThat(field("Decide on the 3 behind it, too, all the same way")).isChecked();
    button("Decide").click();
    assertThat(notice()).containsText("So were the 3 behind it");
  }

  @Test
  @DisplayName("is claimed by its first only, to which those behind it lead")
  void waiting() {
    administerAt("/issues/issue?id=" + issues.get(1));
    assertThat(page.getByText("It waits behind")).isVisible();
    assertThat(button("Claim")).hasCount(0);
    assertThat(page.getByText("Give it to somebody else")).hasCount(0);
    page.locator(".note-wait a").click();
    button("Claim").click();
    assertThat(notice()).containsText("The issue is yours");
  }

  @Test
  @DisplayName("is decided on as one by a batch, whose preview says so")
  void batch() {
    administerAt("/issues/groups?application=" + field.application());
    link("Decide all").click();
    field("Discard it").check();
    button("Look what would come of it").click();
    assertThat(page.getByText("1 issue would be decided.")).isVisible();
    assertThat(page.getByText("2 submissions wait behind them.")).isVisible();
    assertThat(field("Decide on what waits behind each, too, the same way")).isChecked();
    field("Reason").fill("All of it is late");
    button("Decide on 1 issue").click();

    assertThat(page.locator("#batch\\:progress .chip").first())
        .hasText("Done", new HasTextOptions().setTimeout(30_000));
    assertThat(page.getByText("1 of 1, 0 failed"))
        .isVisible(new IsVisibleOptions().setTimeout(30_000));
    assertThat(page.locator(".lead")).containsText("with what waits behind each");
    Assertions.assertThat(List.of(status(0), status(1), status(2))).containsOnly("resolved");
  }
}
