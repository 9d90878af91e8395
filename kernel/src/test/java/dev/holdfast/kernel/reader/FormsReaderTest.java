package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.Demo.at;
import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.Form;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.Wording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsReaderTest {
  private static final String PACKAGE =
      Demo.replace(
              "    actions:\n",
              """
                  forms:
                    look:
                      - {label: Where, fields: site}
                      - {label: What, help: As you see it, fields: [condition, findings, defects]}
                  actions:
              """)
          .replace(
              "sets: [condition, findings, defects]}", "sets: [condition, findings], form: look}");

  @Test
  void readsFormsWithTheirGroupsAndLabels() throws PackageException {
    CheckedPackage checked = PackageReader.check(PACKAGE);
    CaseType inspection = at(checked.logic().definition().cases(), "inspection");
    Wording wording = checked.logic().definition().labels().in(List.of());

    assertThat(checked.warnings()).isEmpty();
    assertThat(inspection.forms().values())
        .containsExactly(
            new Form(
                "look", List.of(List.of("site"), List.of("condition", "findings", "defects"))));
    assertThat(at(inspection.actions(), "record").form()).isEqualTo("look");
    assertThat(at(inspection.actions(), "plan").form()).isNull();
    assertThat(wording.label(Subject.group("inspection", "look", 1))).isEqualTo("What");
    assertThat(wording.help(Subject.group("inspection", "look", 1))).contains("As you see it");
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "fields: site | fields: sight | unknown-field | sight | forms.look.1.fields",
        "fields: site | fields: [site, defects] | duplicate-name | defects]} | forms.look.2.fields",
        "fields: site | field: site | unknown-key | field: | forms.look.1.field",
        "'{label: Where, fields: site}' | '{label: Where}' | missing-key | {label: Where} | forms.look.1.fields",
        "fields: site | fields: [] | missing-value | [] | forms.look.1.fields",
        "'look:\n' | 'Look:\n' | bad-name | Look | forms.Look",
        "form: look | form: luck | unknown-form | luck | actions.record.form",
        "label: What | label: {de: Was} | unknown-language | de: | forms.look.2.label.de",
      })
  void reportsWhatIsWrongWithAFormAndWhere(
      String part, String replacement, String code, String pointsAt, String path) {
    assertThat(PACKAGE).contains(part);
    String document = PACKAGE.replace(part, replacement);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .filteredOn(found -> found.code().equals(code))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo("cases.inspection." + path);
              assertThat(textAt(document, found)).startsWith(pointsAt);
            });
  }

  @Test
  void aFormIsAListOfGroups() {
    String document =
        PACKAGE.replaceAll("(?s)look:\n.*    actions:", "look: {fields: site}\n    actions:");

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused.findings()).extracting(Finding::code).containsExactly("wrong-type");
  }

  @Test
  void whatAnActionMaySetAndItsFormLacksIsWarnedOf() throws PackageException {
    String document =
        PACKAGE.replace("fields: [condition, findings, defects]", "fields: [findings]");

    assertThat(PackageReader.check(document).warnings())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("not-in-form");
              assertThat(found.path()).isEqualTo("cases.inspection.actions.record.sets");
              assertThat(textAt(document, found)).startsWith("condition, findings]");
            });
  }
}
