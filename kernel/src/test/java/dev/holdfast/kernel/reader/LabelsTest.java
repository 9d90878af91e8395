package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.Wording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
  private static final String PACKAGE =
      """
      application: airfield-inspection
      version: 1.0.0
      languages: [en, de, es-MX]
      label: {en: Airfields, de: Flugplätze, es-MX: Aeródromos}
      roles: [inspector]
      built-in: {assignee: {en: Inspector, de: Prüferin, es-MX: Inspectora}}
      cases:
        inspection:
          label: {en: Inspection, de: Inspektion, es-MX: Inspección}
          help: {en: Once a year, de: Jedes Jahr, es-MX: Cada año}
          fields:
            condition:
              type: choice
              label: {en: Condition, de: Zustand, es-MX: Estado}
              help: {en: Look twice, de: Zweimal hinsehen, es-MX: Mire dos veces}
              of:
                good: {en: Good, de: Gut, es-MX: Bueno}
                2-poor: {label: {en: Poor, de: Schlecht, es-MX: Malo}, help: {en: Call us, de: Anrufen, es-MX: Llame}}
            runway_length: {type: integer}
            defects:
              type: records
              fields:
                where: {type: text, label: {en: Where, de: Wo, es-MX: Dónde}}
          scope: "true"
          stages:
            on-site: {en: On the airfield, de: Vor Ort, es-MX: En el aeródromo}
            closed: {label: {en: Closed, de: Erledigt, es-MX: Cerrado}}
          actions:
            begin: {creates: on-site, by: inspector, label: {en: Begin, de: Beginnen, es-MX: Empezar}}
            close-it: {from: on-site, to: closed, completes: true, by: inspector}
      """;

  private static final Subject CONDITION = Subject.field("inspection", "condition");

  @Test
  void whatIsCalledSomethingIsReadInTheLanguageOfTheReader() throws PackageException {
    CheckedPackage checked = PackageReader.check(PACKAGE);
    Wording german = checked.logic().definition().labels().in(List.of("de-AT", "en"));

    assertThat(checked.warnings()).isEmpty();
    assertThat(german.label(Subject.application("airfield-inspection"))).isEqualTo("Flugplätze");
    assertThat(german.label(Subject.caseType("inspection"))).isEqualTo("Inspektion");
    assertThat(german.help(Subject.caseType("inspection"))).contains("Jedes Jahr");
    assertThat(german.label(CONDITION)).isEqualTo("Zustand");
    assertThat(german.help(CONDITION)).contains("Zweimal hinsehen");
    assertThat(german.label(CONDITION.choice("good"))).isEqualTo("Gut");
    assertThat(german.label(CONDITION.choice("2-poor"))).isEqualTo("Schlecht");
    assertThat(german.help(CONDITION.choice("2-poor"))).contains("Anrufen");
    assertThat(german.label(Subject.recordField("inspection", "defects", "where"))).isEqualTo("Wo");
    assertThat(german.label(Subject.stage("inspection", "on-site"))).isEqualTo("Vor Ort");
    assertThat(german.label(Subject.stage("inspection", "closed"))).isEqualTo("Erledigt");
    assertThat(german.label(Subject.action("inspection", "begin"))).isEqualTo("Beginnen");
    assertThat(german.label(Subject.builtIn("assignee"))).isEqualTo("Prüferin");
    assertThat(german.label(Subject.builtIn("stage"))).isEqualTo("Stage");
  }

  @Test
  void whatHasNoLabelIsCalledByItsNameInWords() throws PackageException {
    Wording words = PackageReader.read(PACKAGE).labels().in(List.of());

    assertThat(words.label(Subject.field("inspection", "runway_length")))
        .isEqualTo("Runway length");
    assertThat(words.label(Subject.action("inspection", "close-it"))).isEqualTo("Close it");
    assertThat(words.label(CONDITION.choice("10-20"))).isEqualTo("10-20");
    assertThat(words.help(Subject.field("inspection", "runway_length"))).isEmpty();
    assertThat(
            Demo.definition()
                .labels()
                .in(List.of("de"))
                .label(Subject.stage("inspection", "on-site")))
        .isEqualTo("On site");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "en, Condition",
    "DE, Zustand",
    "de-Latn-AT, Zustand",
    "es-MX-x-home, Estado",
    "es-ES, Condition",
    "fr, Condition",
    "fr;de, Zustand",
    "fr;es-MX;de, Estado",
    "'', Condition"
  })
  void theBestLanguageIsFound(String preferred, String label) throws PackageException {
    List<String> languages = preferred.isEmpty() ? List.of() : List.of(preferred.split(";"));

    assertThat(PackageReader.read(PACKAGE).labels().in(languages).label(CONDITION))
        .isEqualTo(label);
  }

  @Test
  void aTextThatIsNotTranslatedIsReadInAnotherLanguageAndWarnedOf() throws PackageException {
    String document =
        PACKAGE
            .replace("{en: Condition, de: Zustand, es-MX: Estado}", "Condition")
            .replace("{en: Good, de: Gut, es-MX: Bueno}", "{de: Gut}");

    CheckedPackage checked = PackageReader.check(document);
    Wording mexican = checked.logic().definition().labels().in(List.of("es-MX"));

    assertThat(mexican.label(CONDITION)).isEqualTo("Condition");
    assertThat(mexican.label(CONDITION.choice("good"))).isEqualTo("Gut");
    assertThat(checked.warnings())
        .allSatisfy(found -> assertThat(found.code()).isEqualTo("missing-translation"))
        .extracting(Finding::path, found -> textAt(document, found))
        .containsExactly(
            tuple("cases.inspection.fields.condition.label", "Condition"),
            tuple("cases.inspection.fields.condition.of.good", "{de: Gut}"));
    assertThat(checked.warnings().get(0).message()).contains("de, es-MX");
  }

  @Test
  void oneLanguageNeedsNoName() throws PackageException {
    ApplicationPackage read =
        PackageReader.read(
            Demo.replace("{type: integer, min: 0", "{type: integer, label: Mängel, min: 0")
                .replace(
                    "of: [good, fair, poor]", "of: {good: Gut, fair: Mittel, poor: Schlecht}"));
    Subject field = Subject.field("inspection", "condition");

    assertThat(read.labels().in(List.of("fr")).label(Subject.field("inspection", "defects")))
        .isEqualTo("Mängel");
    assertThat(Demo.at(Demo.at(read.cases(), "inspection").fields(), "condition").of())
        .containsExactly("good", "fair", "poor");
    assertThat(read.labels().in(List.of()).label(field.choice("fair"))).isEqualTo("Mittel");
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'[en, de, es-MX]' | '[en, deutsch, de, es-MX]' | bad-name | deutsch | languages",
        "'de: Zustand' | 'dd: Zustand' | unknown-language | dd: | cases.inspection.fields.condition.label.dd",
        "'languages: [en, de, es-MX]\n' | '' | unknown-language | en: | label.en",
        "'de: Zustand' | 'de: [Zustand]' | wrong-type | [Zustand] | cases.inspection.fields.condition.label.de",
        "'de: Zustand' | 'de: \" \"' | missing-value | '\" \"' | cases.inspection.fields.condition.label.de",
        "'de: Vor Ort' | 'de: ' | missing-value | , es | cases.inspection.stages.on-site.de",
        "'closed: {label:' | 'closed: {text: A, label:' | unknown-key | text: | cases.inspection.stages.closed.text",
        "'{assignee: {en' | '{asignee: {en' | unknown-key | asignee | built-in.asignee",
        "'{en: Inspector, de: Prüferin, es-MX: Inspectora}' | '[Inspector]' | wrong-type | [Inspector] | built-in.assignee",
        "'good: {en: Good, de: Gut, es-MX: Bueno}' | 'good: [Good]' | wrong-type | [Good] | cases.inspection.fields.condition.of.good",
      })
  void reportsWhatIsWrongWithALabelAndWhere(
      String part, String replacement, String code, String pointsAt, String path) {
    assertThat(PACKAGE).contains(part);
    String document = PACKAGE.replace(part, replacement == null ? "" : replacement);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .filteredOn(finding -> finding.code().equals(code) && finding.path().equals(path))
        .singleElement()
        .satisfies(finding -> assertThat(textAt(document, finding).strip()).startsWith(pointsAt));
  }
}
