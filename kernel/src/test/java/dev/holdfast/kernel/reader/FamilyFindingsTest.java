package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.Family;
import dev.holdfast.kernel.app.PackageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyFindingsTest {

  @Test
  void readsWhichCasesAreChildrenOfWhich() {
    var cases = Visits.logic().definition().cases();

    assertThat(Demo.at(cases, "visit").coordination().family())
        .isEqualTo(new Family(List.of("incident"), List.of()));
    assertThat(Demo.at(cases, "incident").coordination().family())
        .isEqualTo(new Family(List.of(), List.of("visit")));
    assertThat(Demo.at(Demo.at(cases, "visit").actions(), "end").waitsFor())
        .containsExactly("incident");
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'children: [incident]' | 'children: [incidents]' | unknown-case-type | incidents] | visit.children",
        "'waits-for: incident' | 'waits-for: visit' | unknown-case-type | visit} | visit.actions.end.waits-for",
        "'by: nurse, sets: [parent, what]' | 'by: nurse, sets: [what]' | required-not-set | report: | incident.actions",
        "'sets: what, when:' | 'sets: [parent], when:' | contradiction | [parent] | incident.actions.note.sets",
        "'by: nurse, sets: [parent, what]' | 'by: nurse, sets: [parent], waits-for: visit' | not-applicable | visit} | incident.actions.report.waits-for",
        "'{what: {type: text}}' | '{parent: {type: text}}' | reserved-name | parent: | incident.fields.parent",
      })
  void reportsWhatIsWrongAndWhere(
      String part, String replacement, String code, String pointsAt, String path) {
    String document = Visits.yaml().replace(part, replacement);

    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));

    assertThat(refused).isNotNull();
    assertThat(refused.findings())
        .filteredOn(f -> f.code().equals(code) && f.path().equals("cases." + path))
        .extracting(f -> textAt(document, f))
        .singleElement()
        .asString()
        .startsWith(pointsAt);
  }
}
