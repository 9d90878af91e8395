package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.Demo.at;
import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldFindingsTest {

  @Test
  void readsFieldsOfAllTypesAndTheirRules() {
    CaseType visit = Clinic.visit();

    assertThat(at(visit.fields(), "symptoms").of()).containsExactly("cough", "fever", "pain");
    assertThat(at(visit.fields(), "symptoms").onConflict()).isEqualTo(CaseType.MergeRule.UNION);
    assertThat(at(visit.fields(), "previous").form().caseType()).isEqualTo("visit");
    assertThat(at(visit.fields(), "severity").rules().byDefault())
        .isEqualTo(new FieldRules.Literal("low"));
    assertThat(at(visit.fields(), "seen_by").rules().byDefault())
        .isEqualTo(new FieldRules.DefaultRule("user.name"));
    CaseType.Field medications = at(visit.fields(), "medications");
    assertThat(medications.type()).isEqualTo(ValueType.RECORDS);
    assertThat(medications.form().fields().keySet())
        .containsExactly("name", "dose", "per_day", "note", "tags", "kind", "daily");
    assertThat(at(medications.form().fields(), "daily").isComputed()).isTrue();
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "type: time | type: times | bad-value | times | at.type",
        "'at: {type: time}' | 'at: {type: time, min: 1}' | not-applicable | 1} | at.min",
        "'of: [cough, fever, pain], min: 1' | 'min: 1' | missing-key | {type: choices | symptoms.of",
        "'min: 1, max: 2' | 'min: 3, max: 2' | bad-value | 2, on | symptoms.max",
        "on-conflict: append | on-conflict: union | not-applicable | union} | medications.fields.note.on-conflict",
        "'type: reference, case: visit' | 'type: reference, case: visits' | unknown-case-type | visits | previous.case",
        "'type: reference, case: visit' | 'type: reference' | missing-key | {type: reference} | previous.table",
        "'type: reference, case: visit' | 'type: reference, case: visit, table: t' | contradiction | {type: reference | previous.table",
        "'place: {type: location}' | 'place: {type: location, default: here}' | not-applicable | here | place.default",
        "'photo: {type: attachment}' | 'photo: {type: attachment, computed: case.photo}' | not-applicable | case.photo | photo.computed",
        "'photo: {type: attachment}' | 'photo: {type: attachment, max-size: 10 MiB}' | bad-value | 10 MiB | photo.max-size",
        "'photo: {type: attachment}' | 'photo: {type: attachment, types: [image/*, pdf]}' | bad-value | pdf | photo.types",
        "'photo: {type: attachment}' | 'photo: {type: attachment, types: []}' | missing-value | [] | photo.types",
        "'photo: {type: attachment}' | 'photo: {type: attachment, fetch: always}' | bad-value | always | photo.fetch",
        "'at: {type: time}' | 'at: {type: time, max-size: 1 kB}' | not-applicable | 1 kB | at.max-size",
        "'at: {type: time}' | 'at: {type: time, fetch: eager}' | not-applicable | eager | at.fetch",
        "'photo: {type: attachment}' | 'photo: {type: attachment, message: No}' | not-applicable | No} | photo.message",
        "'name: {type: text, required: true}' | 'id: {type: text}' | reserved-name | id: | medications.fields.id",
        "'name: {type: text, required: true}' | 'name: {type: records}' | bad-value | records | medications.fields.name.type",
        "'name: {type: text, required: true}' | 'name: {type: text, default: x}' | unknown-key | default: x | medications.fields.name.default",
        "default: low | default: lo | bad-value | lo} | severity.default",
        "default: low | default: {rul: user.name} | unknown-key | rul: | severity.default.rul",
        "'rule: user.name' | 'rule: case.reason' | bad-rule | case.reason | seen_by.default.rule",
        "'rule: user.name' | 'rule: user.nam' | bad-rule | .nam} | seen_by.default.rule",
        "'rule: now' | 'rule: user.name' | bad-rule | .name | since.default.rule",
        "visible: case.severity == 'high' | visible: case.severty == 'high' | bad-rule | .severty | reason.visible",
        "visible: case.severity == 'high' | visible: case.severity | bad-rule | .severity, | reason.visible",
        "visible: case.severity == 'high' | visible: input.severity == 'high' | bad-rule | input.severity | reason.visible",
        "visible: case.severity == 'high' | visible: case.version > 1 | bad-rule | .version | reason.visible",
        "required: case.severity == 'high' | required: yes | bad-rule | yes | medications.fields.kind.required",
        "record.dose < 100.0 | record.dose < '100' | bad-rule | < '100' | medications.fields.dose.check",
        "record.dose < 100.0 | record.dos < 100.0 | bad-rule | .dos < | medications.fields.dose.check",
        "m.daily > 30.0 | m.daily > 'x' | bad-rule | > 'x' | heavy.computed",
        "m.daily > 30.0 | m.dail > 30.0 | bad-rule | .dail > | heavy.computed",
        "size(case.medications) | case.count + 1 | circular-rule | case.count + 1 | count",
        "record.dose * double(record.per_day) | '\"case.heavy ? 1.0 : 2.0\"' | circular-rule | case.heavy ? 1.0 | medications",
        "record.dose * double(record.per_day) | record.daily | circular-rule | record.daily | medications.fields.daily",
        "record.dose * double(record.per_day) | '\"[record].size() > 1 ? 1.0 : 2.0\"' | circular-rule | [record] | medications.fields.daily",
        "'begin: {creates: open, by: nurse, sets: [severity' | 'begin: {creates: open, by: nurse, sets: [count' | computed-field | count, reason | actions.begin.sets",
        "'computed: size(case.medications)' | 'computed: size(case.medications), default: 1' | contradiction | 1} | count.default",
      })
  void reportsWhatIsWrongWithAFieldAndWhere(
      String part, String replacement, String code, String pointsAt, String path) {
    String document = Clinic.replace(part, replacement);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    String full = "cases.visit." + (path.startsWith("actions") ? path : "fields." + path);
    assertThat(refused.findings())
        .filteredOn(finding -> finding.code().equals(code) && finding.path().equals(full))
        .extracting(finding -> textAt(document, finding))
        .singleElement()
        .asString()
        .startsWith(pointsAt);
  }

  @Test
  void aCreatingActionNeedNotSetWhatIsRequiredOnlySometimes() throws PackageException {
    List<String> rules =
        List.of(
            "at: {type: time, required: case.severity == 'high'}",
            "at: {type: time, required: true, visible: case.severity == 'high'}",
            "at: {type: time, required: true, default: 08:00}",
            "at: {type: time, required: true, computed: \"'08:00'\"}");
    for (String rule : rules) {
      PackageReader.read(
          Clinic.replace("at: {type: time}", rule).replace("symptoms, at,", "symptoms,"));
    }
    PackageException refused =
        catchThrowableOfType(
            PackageException.class,
            () ->
                PackageReader.read(
                    Clinic.replace("at: {type: time}", "at: {type: time, required: true}")
                        .replace("symptoms, at,", "symptoms,")));

    assertThat(refused.findings()).extracting(f -> f.code()).containsExactly("required-not-set");
  }
}
