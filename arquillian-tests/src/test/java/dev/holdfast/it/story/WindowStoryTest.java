package dev.holdfast.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.desktop.entry.StoreDoor;
import dev.holdfast.desktop.window.OpenWindow;
import dev.holdfast.desktop.window.Screen;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A nurse's morning in the window, with the real server behind it. */
@DisplayName("A morning at the window")
class WindowStoryTest extends ServerTest {
  private static final String PASSPHRASE = "correct horse battery staple";
  private static final List<String> NORTHERN = List.of("alder", "birch", "cedar", "dale");
  private static final String NORTH = "north-team";

  private final Wire wire = new Wire();
  private Colleague cora;
  private Colleague nils;
  private TestUser nora;
  private String patient = "";
  private String other = "";
  private OpenWindow window;
  private Screen screen;

  @BeforeEach
  void begin() throws IOException {
    HomeCareTest.installHomeCare();
    cora = new Colleague(worker("coordinator"));
    nils = new Colleague(worker("nurse"));
    nora = worker("nurse");
    List<String> patients =
        cora
            .device()
            .query(
                "SELECT p.id FROM patient p JOIN medication m ON m.id = p.id || '-1'"
                    + " ORDER BY p.id LIMIT 2 OFFSET 10")
            .stream()
            .map(row -> String.valueOf(row.get("id")))
            .toList();
    patient = patients.get(0);
    other = patients.get(1);
    Path store = Files.createTempDirectory(Path.of("target").toRealPath(), "window");
    window =
        OpenWindow.of(
            new StoreDoor(
                store.resolve("store"),
                () -> Holdfast.at(store.resolve("store")).transport(wire),
                null,
                TestServer.api().toString()),
            Clock.systemDefaultZone());
    screen = window.screen();
  }

  private static TestUser worker(String role) {
    return newUser(Set.of(role), Map.of("areas", NORTHERN, "worklists", List.of(NORTH)));
  }

  @AfterEach
  void end() {
    window.close();
    cora.close();
    nils.close();
  }

  @Test
  @DisplayName(
      "goes from signing in through work without a network, a conflict and what came back, and"
          + " nothing typed is lost")
  void morning() {
    UUID visit = plan(patient);
    UUID late = plan(other);
    signsInAndTakesAVisit(visit);
    worksWithoutANetwork();
    sendsItAll(visit);
    keepsWhatIsTypedWhileNilsRecords(visit);
    learnsThatSomebodyWasQuicker(late);
    getsItBack(late);
  }

  private UUID plan(String of) {
    UUID visit =
        cora.device()
            .create(
                "visit",
                Map.of(
                    "patient",
                    of,
                    "tasks",
                    List.of("medication", "vitals"),
                    "planned_for",
                    "2026-12-01",
                    "planned_at",
                    "08:00",
                    "worklist",
                    NORTH))
            .caseId();
    cora.device().sync();
    return visit;
  }

  private String name(String id) {
    return String.valueOf(
        cora.device().query("SELECT name FROM patient WHERE id = ?", id).get(0).get("name"));
  }

  private void open(String list, String of) {
    screen.click("list." + list);
    screen.openCase(name(of));
  }

  private void signsInAndTakesAVisit(UUID visit) {
    window.signIn(TestServer.api().toString(), nora.name(), nora.password(), PASSPHRASE);
    window.sync();
    screen.shows("sync.title", "Up to date");
    screen.picture("1-synced");
    open("team/home-care/" + NORTH, patient);
    screen.click("action.claim");
    Screen.until("it is hers", () -> nora.name().equals(hers(visit).assignee()));
  }

  private CaseView hers(UUID visit) {
    return window.place().session().holdfast().show(visit).orElseThrow();
  }

  private void worksWithoutANetwork() {
    wire.setAway(true);
    screen.click("action.arrive");
    screen.click("form.now");
    screen.type("field.place.latitude", "46.41");
    screen.type("field.place.longitude", "7.21");
    screen.click("form.perform");
    screen.shows("case.stage", "Under way");
    screen.click("action.record");
    screen.type("field.temperature", "38.4");
    screen.shows("field.fever", "Yes");
    screen.type("field.systolic", "120");
    screen.type("field.diastolic", "130");
    screen.shows("field.diastolic.error", "The diastolic pressure is below the systolic one");
    screen.type("field.diastolic", "80");
    screen.click("field.medications.add");
    screen.refer("field.medications.0.medication", patient + "-1");
    screen.click("field.medications.0.given.no");
    screen.type("field.medications.0.because", "Asleep");
    screen.picture("2-record");
    screen.click("form.perform");
    screen.shows("fact.fever", "Yes");
    screen.click("new.incident.report");
    screen.choose("field.what", "Fall");
    screen.choose("field.severity", "High");
    screen.click("form.perform");
    screen.shows("field.details.error", "What happened is needed.");
    screen.type("field.details", "On the stairs");
    screen.click("form.perform");
    Screen.until("the incident is there", () -> !screen.sees("form"));
    window.sync();
    screen.shows("sync.title", "Offline");
    screen.picture("3-offline");
    screen.click("nav.queue");
    screen.shows("queue.report.title", "Report");
    screen.picture("4-waiting");
    screen.click("list.mine");
  }

  private void sendsItAll(UUID visit) {
    wire.setAway(false);
    window.sync();
    screen.shows("sync.title", "Up to date");
    nils.device().sync();

    assertThat(nils.sees(visit).fields()).containsEntry("fever", true);
    assertThat(nils.device().children(visit)).hasSize(1);
    assertThat(window.place().session().holdfast().pending()).isEmpty();
  }

  /** Neither overwrites the other without knowing. */
  private void keepsWhatIsTypedWhileNilsRecords(UUID visit) {
    open("mine", patient);
    screen.click("action.record");
    screen.type("field.report", "Slept badly.");
    screen.type("field.pulse", "88");
    nils.does(visit, "record", Map.of("pulse", 76L, "weight", "71.5"));
    nils.device().sync();
    window.sync();

    screen.shows("clash.pulse", "to “76”");
    assertThat(screen.text("field.report")).isEqualTo("Slept badly.");
    assertThat(screen.text("field.weight")).isEqualTo("71.5");
    screen.picture("5-clash");
    screen.click("clash.pulse.theirs");
    Screen.until("it is decided", () -> !screen.sees("clash.pulse"));
    screen.click("form.perform");
    screen.shows("fact.report", "Slept badly.");
    window.sync();
    nils.device().sync();
    assertThat(nils.sees(visit).fields()).containsEntry("pulse", 76L);
  }

  /** First to complete wins, and the other is told so in plain words. */
  private void learnsThatSomebodyWasQuicker(UUID late) {
    open("team/home-care/" + NORTH, other);
    wire.setAway(true);
    screen.click("action.claim");
    cora.device().sync();
    cora.does(late, "miss", Map.of("missed_because", "in-hospital"));
    cora.device().sync();
    wire.setAway(false);
    window.sync();

    screen.shows("sync.notice", "1 could not be applied");
    screen.shows("case.stage", "Missed");
    screen.click("nav.queue");
    screen.shows("queue.claim.explanation", "Somebody completed the case before this arrived.");
    screen.picture("6-parked");
  }

  private void getsItBack(UUID late) {
    PendingAction parked = window.place().session().holdfast().pending().get(0);
    UUID issue = Objects.requireNonNull(parked.issue());
    String path = "/admin/issues/" + issue;
    JsonNode seen = admin().get(path).ok().json();
    assertThat(seen.path("case").asText()).isEqualTo(late.toString());
    admin()
        .postIf(
            admin().get(path).ok().header("ETag"),
            path + "/resolution",
            Map.of("how", "return", "reason", "He is in hospital; nobody has to go"))
        .ok();
    window.sync();

    screen.shows("queue.claim.explanation", "It came back to you.");
    screen.picture("7-returned");
    screen.click("queue.claim.cancel");
    Screen.until("she has let go", () -> !screen.sees("queue.claim"));
    screen.get(JTextComponent.class, "queue.notice");
    assertThat(window.place().session().holdfast().pending()).isEmpty();
  }
}
