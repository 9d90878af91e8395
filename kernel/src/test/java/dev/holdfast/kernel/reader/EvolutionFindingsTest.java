package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.Evolution;
import dev.holdfast.kernel.app.Evolution.FieldsChange;
import dev.holdfast.kernel.app.Evolution.TypeChange;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.VersionNumber;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionFindingsTest {

  @Test
  void readsWhatChangedWithWhichVersionTheOldestFirst() {
    Evolution evolution = Demo.evolved().evolution();

    assertThat(evolution.supports()).isEqualTo(new VersionNumber(1, 0, 0));
    assertThat(evolution.steps())
        .extracting(step -> step.since().toString())
        .containsExactly("1.1.0", "2.0.0");
    assertThat(evolution.since(new VersionNumber(1, 1, 0), "inspection"))
        .containsExactly(
            new TypeChange(
                new FieldsChange(
                    Map.of("remarks", "notes", "condition", "surface"),
                    Map.of("surface", Map.of("fair", "good")),
                    Map.of("urgency", "low"),
                    Set.of("defects"),
                    Map.of()),
                Map.of("record", "write"),
                Set.of("submit"),
                Map.of("on-site", "visiting", "review", "visiting")));
    assertThat(evolution.since(new VersionNumber(2, 0, 0), "inspection")).isEmpty();
    assertThat(Demo.definition().evolution()).isEqualTo(Evolution.NONE);
  }

  @ParameterizedTest(name = "{2}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "supports: 1.0.0 | supports: one | bad-name | one | evolution.supports",
        "supports: 1.0.0 | supports: 3.0.0 | contradiction | 3.0.0 | evolution.supports",
        "'    1.1.0:' | '    1.1:' | bad-name | 1.1: | evolution.since.1.1",
        "'    2.0.0:' | '    2.0.1:' | contradiction | 2.0.1: | evolution.since.2.0.1",
        "supports: | suports: | unknown-key | suports: 1.0.0 | evolution.suports",
        "remarks: notes | remarks: note | unknown-field | note, condition: surface} | evolution.since.2.0.0.inspection.renamed.fields.remarks",
        "findings: remarks | findings: remark | unknown-field | remark}} | evolution.since.1.1.0.inspection.renamed.fields.findings",
        "findings: remarks | site: remarks | contradiction | 'site: remarks}}' | evolution.since.1.1.0.inspection.renamed.fields.site",
        "remarks: notes, | site: notes, | contradiction | 'site: notes, condition: surface}' | evolution.since.2.0.0.inspection.renamed.fields.site",
        "remarks: notes, | remarks: surface, | duplicate-name | surface} | evolution.since.2.0.0.inspection.renamed.fields.condition",
        "record: write | record: wrote | unknown-action | wrote} | evolution.since.2.0.0.inspection.renamed.actions.record",
        "record: write | arrive: write | contradiction | 'arrive: write}' | evolution.since.2.0.0.inspection.renamed.actions.arrive",
        "on-site: visiting | on-site: visit | unknown-stage | 'visit, review: visiting}' | evolution.since.2.0.0.inspection.renamed.stages.on-site",
        "fair: good | fair: goof | bad-value | goof}} | evolution.since.2.0.0.inspection.values.surface.fair",
        "fair: good | poor: good | contradiction | 'poor: good}}' | evolution.since.2.0.0.inspection.values.surface.poor",
        "surface: {fair | condition: {fair | unknown-field | 'condition: {fair: good}}' | evolution.since.2.0.0.inspection.values.condition",
        "surface: {fair | notes: {fair | not-applicable | 'notes: {fair: good}}' | evolution.since.2.0.0.inspection.values.notes",
        "urgency: low | urgency: lower | bad-value | lower} | evolution.since.2.0.0.inspection.defaults.urgency",
        "urgency: low | urgent: low | unknown-field | 'urgent: low}' | evolution.since.2.0.0.inspection.defaults.urgent",
        "fields: defects, | fields: notes, | contradiction | 'notes, actions: submit}' | evolution.since.2.0.0.inspection.retired.fields",
        "actions: submit | actions: arrive | contradiction | arrive} | evolution.since.2.0.0.inspection.retired.actions",
        "'2.0.0:\n      inspection' | '2.0.0:\n      inspektion' | unknown-case-type | inspektion: | evolution.since.2.0.0.inspektion",
      })
  void reportsWhatIsWrongAndWhere(
      String found, String instead, String code, String pointsAt, String path) {
    String document = Demo.evolvedYaml().replace(found, instead);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(document).isNotEqualTo(Demo.evolvedYaml());
    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .filteredOn(f -> f.code().equals(code))
        .filteredOn(f -> f.path().equals(path))
        .as("%s", refused.findings())
        .extracting(f -> textAt(document, f))
        .containsExactly(pointsAt);
  }
}
