package dev.holdfast.kernel.casework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.casework.Upcast.Content;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was made with one version of the demo, in the words of another. */
class UpcastTest {
  private final ApplicationPackage first = Demo.definition();
  private final ApplicationPackage second = Demo.evolved();
  private final Upcast toSecond = new Upcast(second, version -> Optional.empty());
  private final Upcast toFirst =
      new Upcast(
          first, version -> version.equals("2.0.0") ? Optional.of(second) : Optional.empty());

  private Understanding up(String version, String action, Map<String, @Nullable Object> fields) {
    return toSecond.understand(Submissions.of(action, version, fields, Map.of()));
  }

  private Understanding down(String action, Map<String, @Nullable Object> fields) {
    return toFirst.understand(Submissions.of(action, "2.0.0", fields, Map.of()));
  }

  @Test
  void anActionIsSaidInTheNewWordsAndKeepsItsVersion() {
    Understanding understood =
        toSecond.understand(
            Submissions.of(
                "record",
                "1.0.0",
                Map.of("condition", "fair", "findings", "ice"),
                Map.of("condition", "poor", "findings", "snow")));

    assertThat(understood.obstacles()).isEmpty();
    ActionSubmission action = understood.action();
    assertThat(action.name()).isEqualTo("write");
    assertThat(action.fields()).isEqualTo(Map.of("surface", "good", "notes", "ice"));
    assertThat(action.base()).isEqualTo(Map.of("surface", "poor", "notes", "snow"));
    assertThat(action.packageVersion()).isEqualTo("1.0.0");
  }

  @Test
  void whatChangedBeforeItWasMadeDoesNotConcernIt() {
    Understanding understood = up("1.1.0", "record", Map.of("remarks", "ice"));

    assertThat(understood.action().fields()).isEqualTo(Map.of("notes", "ice"));
    assertThat(up("1.1.0", "record", Map.of("findings", "ice")).obstacles())
        .extracting(Message::field)
        .containsExactly("findings");
  }

  @Test
  void aCaseThatIsCreatedGetsWhatTheNewVersionAsksFor() {
    assertThat(up("1.0.0", "plan", Map.of("site", "ANC")).action().fields())
        .isEqualTo(Map.of("site", "ANC", "urgency", "low"));
    assertThat(up("1.0.0", "record", Map.of()).action().fields()).isEmpty();
  }

  @Test
  void whatIsSaidOfARetiredFieldIsLetGoOfAndNoted() {
    Understanding understood = up("1.0.0", "record", Map.of("defects", 3, "findings", "ice"));

    assertThat(understood.obstacles()).isEmpty();
    assertThat(understood.action().fields()).isEqualTo(Map.of("notes", "ice"));
    assertThat(understood.letGo()).isEqualTo(Map.of("defects", 3));
    assertThat(understood.notes()).singleElement().asString().startsWith("defects: ");
  }

  @ParameterizedTest(name = "{0}: {1} sets {2} to {3}")
  @CsvSource({
    "1.0.0, submit, , , the action 'submit'",
    "1.0.0, record, weather, bad, the field 'weather'",
    "1.0.0, record, condition, awful, 'the value ''awful'' of surface'",
    "0.9.0, record, findings, ice, takes what was made with 1.0.0 or later",
  })
  void whatThereIsNoWordForIsParkedWithWhatStoodInTheWay(
      String version, String action, @Nullable String field, String value, String text) {
    Understanding understood = up(version, action, field == null ? Map.of() : Map.of(field, value));

    assertThat(understood.obstacles())
        .singleElement()
        .extracting(Message::text)
        .asString()
        .contains(text, version, "2.0.0");
    assertThat(
            new Judge(CompiledPackage.of(second), Demo.airports())
                .judge(new Situation(null, true, true), understood, Demo.ALICE))
        .isEqualTo(new Judgement.Parked(ParkReason.OLD_LOGIC, understood.obstacles()));
  }

  @Test
  void anEditAnswersWhatStoodInTheWayAndTakesOutWhatThereIsNot() {
    Understanding understood =
        up("1.0.0", "record", Map.of("condition", "awful", "weather", "bad"));

    assertThat(understood.unanswered(Map.of("surface", "poor")))
        .extracting(Message::field)
        .containsExactly("weather");
    Map<String, @Nullable Object> edits = new HashMap<>(Map.of("surface", "poor"));
    edits.put("weather", null);
    assertThat(understood.unanswered(edits)).isEmpty();
    assertThat(understood.takenOut(edits)).containsExactly("weather");
  }

  @Test
  void anEarlierVersionUnderstandsWhatHasOneMeaningOnly() {
    Understanding understood = down("write", Map.of("surface", "poor", "notes", "ice"));

    assertThat(understood.obstacles()).isEmpty();
    assertThat(understood.action().name()).isEqualTo("record");
    assertThat(understood.action().fields())
        .isEqualTo(Map.of("condition", "poor", "findings", "ice"));
    assertThat(down("plan", Map.of("site", "ANC", "urgency", "low")).action().fields())
        .as("what every older case is given")
        .isEqualTo(Map.of("site", "ANC"));
  }

  @ParameterizedTest(name = "{0} sets {1} to {2}")
  @CsvSource({
    "write, surface, good, it may be good or fair",
    "write, surface, closed, there is nothing like it",
    "write, urgency, low, the field 'urgency'",
    "plan, urgency, high, the field 'urgency'",
    "record, findings, ice, the action 'record'",
  })
  void whatMayHaveBeenMoreOrNothingIsParked(
      String action, String field, String value, String text) {
    assertThat(down(action, Map.of(field, value)).obstacles())
        .first()
        .extracting(Message::text)
        .asString()
        .contains(text);
  }

  @Test
  void whoseOwnVersionIsNotThereIsTakenAtItsWord() {
    ActionSubmission action =
        Submissions.of("record", "3.0.0", Map.of("findings", "ice"), Map.of());

    assertThat(toFirst.understand(action)).isEqualTo(Understanding.of(action));
  }

  @Test
  void aStoredCaseIsSaidInTheNewWordsAndLosesNothing() {
    Content content =
        new Content(
            "review", Map.of("condition", "fair", "findings", "ice", "defects", 3, "odd", "x"));

    Content reworded = toSecond.reword("inspection", "1.0.0", content);

    assertThat(reworded.stage()).isEqualTo("visiting");
    assertThat(reworded.fields())
        .isEqualTo(
            Map.of("surface", "good", "notes", "ice", "defects", 3, "odd", "x", "urgency", "low"));
  }

  @Test
  void aStoredCaseGoesBackAsFarAsThereAreWords() {
    Content content =
        new Content(
            "visiting", Map.of("surface", "good", "notes", "ice", "defects", 3, "urgency", "high"));

    Content reworded = toFirst.reword("inspection", "2.0.0", content);

    assertThat(reworded.stage()).as("the first that it may be").isEqualTo("on-site");
    assertThat(reworded.fields())
        .as("good was good before, too; urgency is not lost")
        .isEqualTo(Map.of("condition", "good", "findings", "ice", "defects", 3, "urgency", "high"));
  }

  @Test
  void recordsAreSaidInTheNewWordsOneByOne() {
    ApplicationPackage later =
        Demo.read(
            """
            application: airfield-inspection
            version: 2.0.0
            roles: [inspector]
            cases:
              inspection:
                fields:
                  lamps: {type: records, fields: {kind: {type: choice, of: [led]}, watt: {type: integer}}}
                scope: case.assignee == user.name
                stages: [open]
                actions: {begin: {creates: open, completes: true, by: inspector, sets: lamps}}
            evolution:
              since:
                2.0.0:
                  inspection:
                    renamed: {fields: {lights: lamps}}
                    records: {lamps: {renamed: {power: watt}, values: {kind: {diode: led}}}}
            """);
    Map<String, Object> record = Map.of("id", "1", "kind", "diode", "power", 5, "odd", 1);

    Understanding understood =
        new Upcast(later, version -> Optional.empty())
            .understand(
                Submissions.of("begin", "1.0.0", Map.of("lights", List.of(record)), Map.of()));

    assertThat(understood.obstacles()).isEmpty();
    assertThat(understood.action().fields())
        .isEqualTo(Map.of("lamps", List.of(Map.of("id", "1", "kind", "led", "watt", 5, "odd", 1))));
  }
}
