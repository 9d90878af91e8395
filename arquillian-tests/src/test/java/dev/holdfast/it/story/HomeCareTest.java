package dev.holdfast.it.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.it.console.ConsoleTest;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The demo's home-care visits, from the plan to the last signature. */
@DisplayName("A morning of home care")
class HomeCareTest extends ConsoleTest {
  private static final String PATIENT = "P0001";

  private static final String NORTH = "north-team";
  private static final String SOUTH = "south-team";
  private static final List<String> NORTHERN = List.of("alder", "birch", "cedar", "dale");
  private static final List<String> ALL =
      List.of("alder", "birch", "cedar", "dale", "elm", "ferry", "grove", "heath");

  private Colleague cora;
  private Colleague nora;
  private Colleague nils;

  @BeforeEach
  void begin() {
    installHomeCare();
    cora = colleague("coordinator", ALL, NORTH, SOUTH);
    nora = colleague("nurse", NORTHERN, NORTH);
    nils = colleague("nurse", ALL, NORTH, SOUTH);
  }

  private static Colleague colleague(String role, List<String> areas, String... worklists) {
    return new Colleague(
        newUser(Set.of(role), Map.of("areas", areas, "worklists", List.of(worklists))));
  }

  /** Whoever comes first makes the tables. */
  static void installHomeCare() {
    if (query("SELECT to_regclass('homecare.patient')").get(0).get(0) == null) {
      sql(HomeCareDemo.tables());
    }
    deployPackage(HomeCareDemo.logic());
  }

  @AfterEach
  void end() {
    cora.close();
    nora.close();
    nils.close();
  }

  @Test
  @DisplayName(
      "goes through two nurses' devices, a coordinator's and the console, and nothing of it is lost")
  void morning() {
    UUID visit = isPlannedForATeam();
    UUID overdue = isOverdueWhereTheDeviceWasAwayFor13Hours();
    UUID incident = isClaimedAndWorkedOnOffline(visit);
    goesToTheColleaguesWithItsChild(visit, incident);
    movesToTheOtherTeamWithItsChild(overdue);
    isMergedRecordByRecord(visit);
    UUID issue = isFinishedOnceTheIncidentIsClosed(visit, incident);
    isLookedAtInTheConsole(visit, issue);
    isFinishedForGood(visit);
  }

  /** The coordinator puts it on a team's worklist; a form's default fills in the rest. */
  private UUID isPlannedForATeam() {
    UUID visit = plan(PATIENT, List.of("medication", "vitals"));
    cora.device().sync();
    nora.device().sync();
    nils.device().sync();

    CaseView shown = nora.sees(visit);
    Assertions.assertThat(shown.worklist()).isEqualTo(NORTH);
    Assertions.assertThat(shown.assignee()).isNull();
    Assertions.assertThat(shown.fields())
        .containsEntry("kind", "regular")
        .containsEntry("minutes", 30L);
    Assertions.assertThat(shown.due().deadline()).isNotNull();
    Assertions.assertThat(shown.overdue()).isFalse();
    Assertions.assertThat(nora.device().query("SELECT DISTINCT area FROM patient")).hasSize(4);
    Assertions.assertThat(nils.device().query("SELECT DISTINCT area FROM patient")).hasSize(8);
    return visit;
  }

  /** What was done without a network counts from when it was done. */
  private UUID isOverdueWhereTheDeviceWasAwayFor13Hours() {
    cora.clock().set(Duration.ofHours(-13));
    UUID visit = plan("P0002", List.of("hygiene"));
    cora.clock().set(Duration.ZERO);
    cora.device().sync();
    nora.device().sync();

    Assertions.assertThat(nora.device().cases())
        .filteredOn(CaseView::overdue)
        .extracting(CaseView::id)
        .containsExactly(visit);
    JsonNode late =
        admin().get("/admin/cases?overdue=true&application=home-care&sort=due").ok().json();
    Assertions.assertThat(late.path("items").findValuesAsText("id"))
        .containsExactly(visit.toString());
    return visit;
  }

  private UUID isClaimedAndWorkedOnOffline(UUID visit) {
    nora.isRefused(visit, "arrive", Map.of(), "Take the visit first");
    nora.does(visit, "claim", Map.of());
    nora.does(
        visit,
        "arrive",
        Map.of(
            "arrived_at",
            Instant.now().minus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS).toString(),
            "place",
            Map.of("latitude", "46.41", "longitude", "7.21", "accuracy", "8")));
    nora.isRefused(
        visit,
        "record",
        Map.of("medications", List.of(given("P0002-1", "08:05"))),
        "That is somebody else's medication");
    nora.isRefused(
        visit,
        "record",
        Map.of("systolic", 120L, "diastolic", 130L),
        "The diastolic pressure is below the systolic one");
    nora.does(
        visit,
        "record",
        Map.of(
            "temperature", "38.4",
            "weight", "71.5",
            "medications", List.of(given(PATIENT + "-1", "08:05"))));
    Assertions.assertThat(nora.sees(visit).fields())
        .containsEntry("fever", true)
        .containsEntry("given", 1L)
        .containsKey("bmi");

    UUID incident =
        nora.device()
            .create(
                "incident",
                Map.of(
                    "parent",
                    visit.toString(),
                    "what",
                    "fall",
                    "severity",
                    "high",
                    "details",
                    "On the stairs"))
            .caseId();
    nora.isRefused(
        visit,
        "finish",
        Map.of(),
        "The case waits for its children: 1 of type incident still open.");
    nora.isRefused(incident, "settle", Map.of(), "A coordinator closes what is severe");
    return incident;
  }

  private void goesToTheColleaguesWithItsChild(UUID visit, UUID incident) {
    SyncResult sync = nora.device().sync();
    Assertions.assertThat(sync.up().applied()).isEqualTo(4);
    cora.device().sync();
    nils.device().sync();

    Assertions.assertThat(nils.device().children(visit))
        .extracting(CaseView::id)
        .containsExactly(incident);
    Assertions.assertThat(cora.sees(incident).fields()).containsEntry("seen_by", nora.name());
    nils.isRefused(visit, "to-north", Map.of(), "Only who has the visit gives it back");
  }

  /** A child is in the scope of whoever has its parent, and leaves it with its parent. */
  private void movesToTheOtherTeamWithItsChild(UUID visit) {
    nora.does(visit, "claim", Map.of());
    UUID incident =
        nora.device()
            .create("incident", Map.of("parent", visit.toString(), "what", "damage"))
            .caseId();
    nora.device().sync();
    cora.device().sync();
    cora.does(visit, "move", Map.of("worklist", SOUTH));
    cora.device().sync();
    nora.device().sync();
    nils.device().sync();

    Assertions.assertThat(nora.device().show(visit)).isEmpty();
    Assertions.assertThat(nora.device().show(incident)).isEmpty();
    Assertions.assertThat(nils.sees(visit).assignee()).isNull();
    Assertions.assertThat(nils.sees(incident).parent()).isEqualTo(visit);
    nils.does(incident, "settle", Map.of());
    nils.device().sync();
  }

  /** Two who did not know of each other's records both keep theirs. */
  private void isMergedRecordByRecord(UUID visit) {
    Map<String, Object> first = nora.records(visit, "medications").get(0);
    nils.does(
        visit,
        "record",
        Map.of(
            "pulse", 76L,
            "tasks", List.of("medication", "vitals", "hygiene"),
            "medications", List.of(first, notGiven(PATIENT + "-2", "Asleep"))));
    Map<String, Object> later = new HashMap<>(first);
    later.put("at", "08:20");
    nora.does(
        visit,
        "record",
        Map.of(
            "medications", List.of(later), "tasks", List.of("medication", "vitals", "wound-care")));

    Assertions.assertThat(nora.device().sync().up().applied()).isEqualTo(1);
    Assertions.assertThat(nils.device().sync().up().merged()).isEqualTo(1);
    nora.device().sync();

    Assertions.assertThat(nora.records(visit, "medications"))
        .extracting(record -> record.get("at"), record -> record.get("because"))
        .containsExactly(
            Assertions.tuple(LocalTime.of(8, 20), null), Assertions.tuple(null, "Asleep"));
    Assertions.assertThat(nora.sees(visit).fields())
        .containsEntry("tasks", List.of("medication", "wound-care", "hygiene", "vitals"))
        .containsEntry("pulse", 76L)
        .containsEntry("given", 1L);
  }

  /** What comes after the end waits for a person, in the workbasket that the package names. */
  private UUID isFinishedOnceTheIncidentIsClosed(UUID visit, UUID incident) {
    cora.does(incident, "close", Map.of("doctor_told", true));
    cora.device().sync();
    nora.device().sync();
    nora.isRefused(
        visit,
        "finish",
        Map.of(),
        "Say of each medication whether it was given, and how the wound is");
    nora.does(visit, "record", Map.of("wound", "healing"));
    nora.does(visit, "finish", Map.of("report", "Fell on the stairs, no injury."));
    nils.does(visit, "record", Map.of("pulse", 88L));
    nora.device().sync();
    Assertions.assertThat(nils.device().sync().up().parked()).isEqualTo(1);

    ActionOutcome parked =
        nils.device().outcomes().stream()
            .filter(outcome -> outcome.outcome() == Outcome.PARKED)
            .findFirst()
            .orElseThrow();
    JsonNode issue = admin().get("/admin/issues/" + parked.issue()).ok().json();
    Assertions.assertThat(issue.path("workbasket").asText()).isEqualTo("late-entries");
    return Objects.requireNonNull(parked.issue());
  }

  private void isLookedAtInTheConsole(UUID visit, UUID issue) {
    administerAt("/cases/case?id=" + visit);
    assertThat(heading()).containsText("Visit");
    assertThat(page.locator("[aria-labelledby=factsHead]")).containsText("Northern team");
    assertThat(page.locator("[aria-labelledby=childrenHead]")).containsText("Incident");
    assertThat(page.locator("[aria-labelledby=fieldsHead]")).containsText("Wound");

    go("/issues/list?workbasket=late-entries");
    rows(nils.name()).locator("a").first().click();
    page.waitForURL(url("/issues/issue?id=" + issue + "*"));
    field("Reopen the case and apply it").check();
    field("Reason").fill("He was there when it was measured");
    button("Decide").click();
    assertThat(notice()).containsText("The case was reopened");
  }

  private void isFinishedForGood(UUID visit) {
    nils.device().sync();
    nora.device().sync();
    CaseView again = nora.sees(visit);
    Assertions.assertThat(again.stage()).isEqualTo("under-way");
    Assertions.assertThat(again.fields()).containsEntry("pulse", 88L);
    nora.does(visit, "finish", Map.of());
    nora.device().sync();
    nils.device().sync();
    cora.device().sync();

    for (Colleague each : List.of(nora, nils, cora)) {
      Assertions.assertThat(each.sees(visit).completed()).isTrue();
      Assertions.assertThat(each.device().pending()).isEmpty();
      Assertions.assertThat(each.device().verify().match()).isTrue();
    }
    go("/cases/case?id=" + visit);
    assertThat(page.locator(".timeline")).containsText("Finish");
    button("Verify chain").click();
    assertThat(page.locator("[id='history:verification']")).containsText("The chain is whole");
  }

  private UUID plan(String patient, List<String> tasks) {
    return cora.device()
        .create(
            "visit",
            Map.of(
                "patient", patient,
                "tasks", tasks,
                "planned_for", "2026-12-01",
                "planned_at", "08:00",
                "worklist", NORTH))
        .caseId();
  }

  /** A record of a medication that was taken. */
  private static Map<String, Object> given(String medication, String at) {
    return Map.of(
        "id", UUID.randomUUID().toString(), "medication", medication, "given", true, "at", at);
  }

  /** A record of one that was not. */
  private static Map<String, Object> notGiven(String medication, String because) {
    return Map.of(
        "id",
        UUID.randomUUID().toString(),
        "medication",
        medication,
        "given",
        false,
        "because",
        because);
  }
}
