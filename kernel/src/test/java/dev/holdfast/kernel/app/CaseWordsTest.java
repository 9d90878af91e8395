package dev.holdfast.kernel.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.casework.Difference;
import dev.holdfast.kernel.reader.PackageReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaseWordsTest {
  private static final String PACKAGE =
      """
      application: repairs
      version: 1.0.0
      languages: [en, de]
      roles: [mechanic]
      worklists: {north: {en: Northern team, de: Team Nord}}
      built-in: {assignee: {en: Mechanic, de: Mechaniker}, stage: {en: Stage, de: Stand}}
      cases:
        job:
          fields:
            parts:
              type: records
              label: {en: Parts, de: Teile}
              fields:
                what: {type: text, label: {en: What, de: Was}}
                colour: {type: choice, of: {red: {en: Red, de: Rot}}, label: {en: Colour, de: Farbe}}
                pieces: {type: integer}
            paints:
              type: records
              fields:
                colour: {type: choice, of: {red: {en: Red, de: Rot}}, label: {en: Colour, de: Farbe}}
                tint: {type: text, label: {en: Colour, de: Farbe}}
          scope: "true"
          stages: {open: {en: Open, de: Offen}, done: {en: Done, de: Fertig}}
          actions:
            begin: {creates: open, by: mechanic, sets: [parts, paints]}
            end: {from: open, to: done, completes: true, by: mechanic}
      """;

  @Test
  void callsBuiltInFieldsByTheLabelsOfThePackageOrTheirNamesInWords() throws Exception {
    CaseWords words = words("de-AT");

    assertThat(words.field("assignee")).isEqualTo("Mechaniker");
    assertThat(words.field("stage")).isEqualTo("Stand");
    assertThat(words.field("worklist")).isEqualTo("Worklist");
    assertThat(words.field("completed")).isEqualTo("Completed");
    assertThat(words.value("stage", "open")).isEqualTo("Offen");
    assertThat(words.value("worklist", "north")).isEqualTo("Team Nord");
    assertThat(words.value("assignee", "north")).isEqualTo("north");
    assertThat(words.value("completed", true)).isEqualTo(true);
  }

  @Test
  void aTypeThatIsGoneHasBuiltInFieldsStill() throws Exception {
    CaseWords words = words("de").ofType("gone");

    assertThat(words.field("assignee")).isEqualTo("Mechaniker");
    assertThat(words.value("worklist", "north")).isEqualTo("Team Nord");
    assertThat(words.field("other_thing")).isEqualTo("other_thing");
    assertThat(words.type()).isEqualTo("gone");
  }

  @Test
  void aFieldOfThePackagesOwnIsNotTakenForABuiltInOne() throws Exception {
    CaseWords words =
        words(
            PACKAGE
                .replace("worklists: {north: {en: Northern team, de: Team Nord}}\n", "")
                .replace("  parts:\n", "  worklist: {type: text}\n      parts:\n"),
            "de");

    assertThat(words.field("worklist")).isEqualTo("worklist");
    assertThat(words.value("worklist", "north")).isEqualTo("north");
  }

  @Test
  void tellsOfRecordsByTheLabelsOfTheirFieldsAndChoices() throws Exception {
    CaseWords words = words("de");
    Map<String, Object> before = Map.of("id", "1", "what", "Rad", "pieces", 1);
    Map<String, Object> after = Map.of("id", "1", "what", "Rad", "pieces", 2, "colour", "red");

    assertThat(
            Difference.of(
                words.field("parts"),
                words.value("parts", List.of(before)),
                words.value("parts", List.of(after))))
        .extracting(Difference::toString)
        .containsExactly("Teile 'Rad' Farbe: Rot", "Teile 'Rad' pieces: 1 -> 2");
  }

  @Test
  void twoFieldsOfARecordThatAreCalledAlikeKeepTheirNames() throws Exception {
    Object shown =
        words("de").value("paints", List.of(Map.of("id", "1", "colour", "red", "tint", "ochre")));

    assertThat(shown).isEqualTo(List.of(Map.of("id", "1", "colour", "Rot", "tint", "ochre")));
  }

  private static CaseWords words(String language) throws PackageException {
    return words(PACKAGE, language);
  }

  private static CaseWords words(String source, String language) throws PackageException {
    ApplicationPackage read = PackageReader.read(source);
    return new CaseWords("job", read.cases().get("job"), read.labels().in(List.of(language)));
  }
}
