package dev.holdfast.it.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.holdfast.it.server.TestDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The work of a team in the console")
class TeamworkTest extends ConsoleTest {
  private static final String SOURCE =
      """
      application: %1$s
      version: 1.0.0
      roles: [%1$s-worker]
      worklists: [%1$s-north, %1$s-south]
      cases:
        tour:
          children: [defect]
          fields: {note: {type: text}}
          scope: [case.assignee == user.name, case.worklist in user.worklists]
          stages: [open, done]
          deadlines: {case: {goal: 1d, deadline: 2d}}
          actions:
            begin: {creates: open, by: [%1$s-worker], sets: [note, worklist]}
            take:  {from: open, by: [%1$s-worker], claims: true}
            end:   {from: open, to: done, completes: true, by: [%1$s-worker], waits-for: defect}
        defect:
          fields: {what: {type: text}}
          scope: case.assignee == user.name
          stages: [open, mended]
          actions:
            report: {creates: open, by: [%1$s-worker], sets: [parent, what, assignee]}
            mend:   {from: open, to: mended, completes: true, by: [%1$s-worker]}
      """;

  private final String application = unique("team");
  private final String north = application + "-north";
  private TestUser worker;
  private TestDevice device;
  private long sequence;

  @BeforeEach
  void team() {
    deployPackage(SOURCE.formatted(application));
    worker = newUser(Set.of(application + "-worker"), Map.of("worklists", List.of(north)));
    device = device(worker);
  }

  @Test
  @DisplayName("is found by the worklist that it is on, and says who has claimed it")
  void worklists() {
    UUID tour = begin(north, Duration.ZERO);
    begin(application + "-south", Duration.ZERO);

    administerAt("/cases/list");
    field("Worklist").selectOption(north);
    button("Filter").click();

    assertThat(rows("tour")).hasCount(1);
    assertThat(rows("tour")).containsText(north);
    act(tour, "tour", "take", 1, Map.of(), Duration.ZERO);
    rows("tour").locator("a").first().click();
    assertThat(facts()).containsText(north);
    assertThat(facts()).containsText(worker.name());
    facts().locator("a").click();
    assertThat(page).hasURL(Pattern.compile("worklist=" + north));
    assertThat(rows("tour")).containsText(worker.name());
  }

  @Test
  @DisplayName("is found when it is overdue, and says since when")
  void overdue() {
    UUID late = begin(north, Duration.ofDays(3));
    UUID inTime = begin(north, Duration.ofHours(1));

    administerAt("/cases/list?overdue=true&worklist=" + north);

    assertThat(rows("tour")).hasCount(1);
    assertThat(rows("tour").locator(".chip-bad")).hasText("Overdue");
    rows("tour").locator("a").first().click();
    assertThat(page).hasURL(Pattern.compile("id=" + late));
    assertThat(facts().locator(".chip-bad")).hasText("Overdue");
    go("/cases/case?id=" + inTime);
    assertThat(facts().locator(".chip-bad")).hasCount(0);
    assertThat(facts()).containsText("Goal");
  }

  @Test
  @DisplayName("leads from a case to its children and back, and says what waits for them")
  void children() {
    UUID tour = begin(north, Duration.ZERO);
    UUID defect = UUID.randomUUID();
    act(
        defect,
        "defect",
        "report",
        0,
        Map.of("parent", tour.toString(), "what", "A broken lamp", "assignee", worker.name()),
        Duration.ZERO);
    Assertions.assertThat(submit(tour, "tour", "end", 1, Map.of(), Duration.ZERO))
        .isEqualTo(Outcome.PARKED);

    administerAt("/cases/case?id=" + tour);
    assertThat(page.locator("[aria-labelledby=issuesHead]")).containsText("end");
    page.locator("[aria-labelledby=childrenHead] a").click();
    assertThat(page).hasURL(Pattern.compile("id=" + defect));
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("A broken lamp");
    facts().locator("a").click();
    assertThat(page).hasURL(Pattern.compile("id=" + tour));
  }

  private Locator facts() {
    return page.locator("[aria-labelledby=factsHead]");
  }

  private UUID begin(String worklist, Duration ago) {
    UUID tour = UUID.randomUUID();
    act(tour, "tour", "begin", 0, Map.of("note", "Round", "worklist", worklist), ago);
    return tour;
  }

  private void act(
      UUID id, String type, String name, long base, Map<String, Object> fields, Duration ago) {
    Assertions.assertThat(submit(id, type, name, base, fields, ago)).isEqualTo(Outcome.APPLIED);
  }

  private Outcome submit(
      UUID id, String type, String name, long base, Map<String, Object> fields, Duration ago) {
    ActionSubmission action =
        new ActionSubmission(
            UUID.randomUUID(),
            ++sequence,
            application,
            "1.0.0",
            id,
            type,
            name,
            fields,
            Map.of(),
            base,
            null,
            null,
            Instant.now().minus(ago),
            0);
    return device.submit(action).get(0).outcome();
  }
}
