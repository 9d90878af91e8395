package dev.holdfast.it.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.it.story.Command.Run;
import dev.holdfast.it.story.Command.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The eight steps of issue 2, by the real command, and kills in the middle of them. */
@DisplayName("A day with Holdfast")
@Execution(ExecutionMode.CONCURRENT)
class StoryTest {
  private static final String STATES = "('AK', 'WA', 'OR')";

  private final Site site = new Site();
  private final Tablet alice = site.tablet("alice", "alice");
  private final Tablet sue = site.tablet("sue", "sue");
  private final Tablet suesSecond = site.tablet("sue", "sue-at-home");

  @AfterEach
  void end() {
    site.end();
  }

  @Test
  @DisplayName("goes from the first up to the last down, with work that is never lost")
  void day() throws Exception {
    startsWithOneCommand();
    carriesLogicAndData();
    String inspection = worksWithoutServer();
    sendsWhatWasDone(inspection);
    tellsOthersJustWhatChanged(inspection);
    survivesKills();
    String issue = letsTheFirstCompletionWin(inspection);
    isSteeredByAnAdministrator(inspection, issue);
    stopsCleanly();
  }

  /** Step 1: up, with the demo's data and users. */
  private void startsWithOneCommand() throws Exception {
    Duration first = site.up();
    JsonNode status = site.status();
    assertThat(status.path("server").asText()).isEqualTo("up");
    assertThat(status.path("nodes")).hasSize(1);
    assertThat(site.number("SELECT count(*) FROM demo.airport")).isEqualTo(3376);
    Site.tell("1. up: the first time in " + first.toSeconds() + " s; " + site.url());
  }

  /** Step 2: full synchronization of the logic and of what is in scope. */
  private void carriesLogicAndData() throws Exception {
    alice.signIn(site.url());
    JsonNode sync = alice.sync();
    long airports = site.number("SELECT count(*) FROM demo.airport WHERE state IN " + STATES);

    assertThat(sync.path("kind").asText()).isEqualTo("full");
    assertThat(alice.print("query", "SELECT count(*) AS n FROM airport").at("/0/n").asLong())
        .isEqualTo(airports);
    assertThat(alice.print("verify").path("match").asBoolean()).isTrue();
    assertThat(alice.print("cases").size()).isPositive();
    sue.signIn(site.url());
    JsonNode first = sue.sync();
    suesSecond.signIn(site.url());
    JsonNode second = beginsFromAFile(suesSecond, "sue");
    assertThat(second.at("/down/rows").asLong()).isEqualTo(first.at("/down/rows").asLong());
    assertThat(second.at("/down/bytes").asLong()).isLessThan(first.at("/down/bytes").asLong() / 2);
    assertThat(suesSecond.print("verify").path("match").asBoolean()).isTrue();
    Site.tell("2. alice carries " + airports + " airports: " + figures(sync));
  }

  /** All but outcomes comes from a file that an administrator had made. */
  private JsonNode beginsFromAFile(Tablet tablet, String user) {
    String file = site.command().data().resolve(user + ".snapshot").toString();
    Run made =
        site.admin(
            "snapshot", "--application", "airfield-inspection", "--user", user, "--out", file);
    JsonNode sync = tablet.print("sync", "--snapshot", file);

    assertThat(made.exits(0).json().path("bytes").asLong()).isPositive();
    assertThat(sync.path("kind").asText()).isEqualTo("full");
    assertThat(sync.at("/down/fromFile/rows").asLong()).isEqualTo(sync.at("/down/rows").asLong());
    return sync;
  }

  /** Step 3: with no server at all. */
  private String worksWithoutServer() {
    site.down();
    assertThat(alice.run("sync").exits(3).err()).isNotBlank();
    String planned = anInspectionThatIs("planned");

    alice.perform(planned, "arrive");
    Run refused = alice.perform(planned, "submit", 4);
    assertThat(refused.err()).contains("Give the condition first");
    alice.perform(planned, "record", "condition=fair", "defects=2", "findings=Cracks at the apron");
    JsonNode submitted = alice.perform(planned, "submit");
    assertThat(submitted.path("stage").asText()).isEqualTo("review");
    JsonNode created = alice.print("create", "inspection", "--set", "site=SIT");

    assertThat(alice.print("show", planned).at("/fields/condition").asText()).isEqualTo("fair");
    assertThat(alice.print("pending")).hasSize(4);
    Site.tell("3. down; alice works on: " + submitted + ", " + created);
    return planned;
  }

  /** Step 4: the queue goes up, and only what the server confirmed leaves it. */
  private void sendsWhatWasDone(String inspection) throws Exception {
    Duration again = site.up();
    JsonNode sync = alice.sync();

    assertThat(sync.at("/up/sent").asInt()).isEqualTo(4);
    assertThat(sync.at("/up/applied").asInt()).isEqualTo(4);
    assertThat(sync.path("pending").asInt()).isZero();
    assertThat(alice.print("pending")).isEmpty();
    assertThat(alice.print("outcomes").findValuesAsText("outcome")).contains("applied");
    JsonNode history = site.admin("case", "history", inspection).exits(0).json();
    assertThat(history.findValuesAsText("action"))
        .containsSubsequence("arrive", "record", "submit");
    Site.tell("4. up again in " + again.toSeconds() + " s; alice syncs: " + figures(sync));
  }

  /** Step 5: deltas, also of what psql changes. */
  private void tellsOthersJustWhatChanged(String inspection) throws Exception {
    JsonNode delta = sue.sync();
    assertThat(delta.path("kind").asText()).isEqualTo("delta");
    assertThat(delta.at("/down/rows").asInt()).isBetween(1, 10);
    assertThat(sue.print("show", inspection).path("stage").asText()).isEqualTo("review");

    site.change("UPDATE demo.airport SET name = 'Renamed by psql' WHERE iata = 'SIT'");
    site.change("UPDATE demo.airport SET name = 'Not for alice' WHERE state = 'TX'");
    JsonNode renamed = alice.sync();
    assertThat(renamed.path("kind").asText()).isEqualTo("delta");
    assertThat(
            alice
                .print("query", "SELECT name FROM airport WHERE iata = 'SIT'")
                .at("/0/name")
                .asText())
        .isEqualTo("Renamed by psql");
    assertThat(alice.sync().path("kind").asText()).isEqualTo("none");
    Site.tell("5. sue's delta: " + figures(delta));
  }

  /**
   * Then {@code kill -9}: of a device that sends, of the server that receives, of one that gets.
   */
  private void survivesKills() throws Exception {
    String inspection = anInspectionThatIs("planned");
    alice.perform(inspection, "arrive");
    try (Hold judging = hold("holdfast.action_outcome")) {
      Started sync = alice.start("sync");
      sync.until(judging::isWaitedFor);
      sync.kill();
    }
    assertThat(alice.print("pending").findValuesAsText("status")).containsExactly("sending");

    alice.perform(inspection, "record", "condition=good");
    // Known before: a request waits for a lock only so long.
    ProcessHandle node = node();
    try (Hold judging = hold("holdfast.action_outcome")) {
      Started sync = alice.start("sync");
      sync.until(judging::isWaitedFor);
      node.destroyForcibly();
      node.onExit().join();
      assertThat(sync.end().exits(3).json().path("pending").asInt()).isEqualTo(2);
    }
    site.command().server("down");
    site.up();
    JsonNode sent = alice.sync();
    assertThat(sent.at("/up/applied").asInt()).isEqualTo(2);
    assertThat(sent.path("pending").asInt()).isZero();
    assertThat(
            site.admin("case", "history", inspection, "--verify")
                .exits(0)
                .json()
                .findValuesAsText("action"))
        .containsOnlyOnce("arrive", "record");

    try (Hold sending = hold("holdfast.case_file")) {
      Started sync = sue.start("sync");
      sync.until(sending::isWaitedFor);
      sync.kill();
    }
    sue.sync();
    assertThat(sue.print("show", inspection).at("/fields/condition").asText()).isEqualTo("good");
    assertThat(sue.print("verify").path("match").asBoolean()).isTrue();
    Site.tell("   killed: two devices and the server; " + figures(sent));
  }

  private Hold hold(String table) throws SQLException {
    return new Hold(site.connect(), site.connect(), table);
  }

  private ProcessHandle node() {
    return ProcessHandle.of(site.status().at("/nodes/0/pid").asLong()).orElseThrow();
  }

  /** Step 6: two devices complete one case. */
  private String letsTheFirstCompletionWin(String inspection) {
    suesSecond.sync();
    sue.perform(inspection, "approve");
    suesSecond.perform(inspection, "approve");

    JsonNode first = sue.sync();
    JsonNode second = suesSecond.run("sync").exits(5).json();

    assertThat(first.at("/up/applied").asInt()).isEqualTo(1);
    assertThat(second.at("/up/parked").asInt()).isEqualTo(1);
    JsonNode outcome = outcomeOf(suesSecond, inspection);
    assertThat(outcome.path("outcome").asText()).isEqualTo("parked");
    assertThat(outcome.path("reason").asText()).isEqualTo("already-completed");
    assertThat(suesSecond.print("show", inspection).path("completed").asBoolean()).isTrue();
    Site.tell("6. sue's second device: " + figures(second));
    return outcome.path("issue").asText();
  }

  /** Step 7: what the console does, by the command. */
  private void isSteeredByAnAdministrator(String inspection, String issue) throws Exception {
    Path next = site.command().data().resolveSibling("next.yaml");
    Path now =
        Path.of("../cli/src/main/resources/dev/holdfast/cli/local/demo/airfield-inspection.yaml");
    Files.writeString(next, Files.readString(now).replace("version: 1.0.0", "version: 1.1.0"));
    site.admin("package", "deploy", next.toString()).exits(0);
    JsonNode order =
        site.admin("resync", "--user", "alice", "--reason", "new tablet case").exits(0).json();
    JsonNode full = alice.sync();
    assertThat(full.path("kind").asText()).isEqualTo("full");
    JsonNode shown = site.admin("resync", "show", order.path("id").asText()).exits(0).json();
    assertThat(shown.path("done").asInt()).isEqualTo(1);

    JsonNode issues = site.admin("issue", "list", "--status", "unresolved").exits(0).json();
    assertThat(issues.findValuesAsText("id")).contains(issue);
    assertThat(issues.findValuesAsText("case")).contains(inspection);
    site.admin("issue", "show", issue).exits(0);
    site.admin("issue", "resolve", issue, "--how", "discard", "--reason", "approved before")
        .exits(0);
    suesSecond.sync();
    assertThat(outcomeOf(suesSecond, inspection).path("outcome").asText()).isEqualTo("discarded");

    JsonNode proof = site.admin("case", "history", inspection, "--verify").exits(0).json();
    assertThat(proof.findValuesAsText("verified")).isNotEmpty().containsOnly("true");
    String device = suesSecond.print("status").path("device").asText();
    site.admin("device", "wipe", device).exits(0);
    assertThat(suesSecond.run("sync").exits(4).err()).contains("erased");
    assertThat(suesSecond.run("cases").exits(4).err()).contains("Sign in with a new store");
    JsonNode wiped = site.admin("device", "show", device).exits(0).json();
    assertThat(wiped.path("status").asText()).isEqualTo("wiped");
    assertThat(wiped.at("/ending/unsent").asInt(-1)).isZero();
    assertThat(site.admin("device", "list").exits(0).json()).hasSizeGreaterThanOrEqualTo(3);
    Site.tell("7. alice after the resync order: " + figures(full));
  }

  /** Step 8: down; nothing runs on. */
  private void stopsCleanly() {
    site.down();
    Run status = site.command().server("status");
    assertThat(status.json().path("server").asText()).isEqualTo("down");
    assertThat(alice.run("sync").exits(3).err()).isNotBlank();
    Site.tell("8. down");
  }

  /** Alice's own inspection in a stage. */
  private String anInspectionThatIs(String stage) {
    return StreamSupport.stream(alice.print("cases").spliterator(), false)
        .filter(c -> c.path("stage").asText().equals(stage))
        .filter(c -> c.path("assignee").asText().equals("alice"))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  private static JsonNode outcomeOf(Tablet tablet, String inspection) {
    return StreamSupport.stream(tablet.print("outcomes").spliterator(), false)
        .filter(o -> o.path("case").asText().equals(inspection))
        .filter(o -> !o.path("outcome").asText().equals("applied"))
        .findFirst()
        .orElseThrow();
  }

  private static String figures(JsonNode sync) {
    return sync.path("kind").asText() + ", down " + sync.path("down") + ", up " + sync.path("up");
  }
}
