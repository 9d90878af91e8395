package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.Visits;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverFindingsTest {

  @Test
  void readsWorklistsWithTheirLabelsAndWhatActionsDoWithThem() {
    ApplicationPackage visits = Visits.logic().definition();
    CaseType visit = Demo.at(visits.cases(), "visit");

    assertThat(visit.coordination().worklists()).containsExactly("north", "south");
    assertThat(visits.userAttributes()).containsKey(BuiltIn.WORKLISTS.name());
    assertThat(visits.labels().in(List.of()).label(Subject.worklist("north")))
        .isEqualTo("Northern team");
    assertThat(Demo.at(visit.actions(), "take").handover())
        .isEqualTo(new CaseType.Handover(true, null));
    assertThat(Demo.at(visit.actions(), "release").handover())
        .isEqualTo(new CaseType.Handover(false, "south"));
  }

  @Test
  void withoutWorklistsNothingIsBuiltInOfThem() throws PackageException {
    ApplicationPackage plain =
        PackageReader.read(
            Demo.replace("findings:  {type", "worklist: {type: text}\n      findings:  {type")
                .replace("user-attributes: {", "user-attributes: {worklists: {type: text}, "));

    assertThat(Demo.at(plain.cases(), "inspection").fields()).containsKey("worklist");
    assertThat(plain.userAttributes()).containsKey("worklists");
    assertThat(Definitions.digest(plain, "inspection"))
        .isEqualTo(Definitions.digest(Demo.definition(), "inspection"));
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "to-worklist: south | to-worklist: sout | unknown-worklist | sout} | actions.release.to-worklist",
        "to-worklist: south | to-worklist: south, sets: worklist | contradiction | south, sets | actions.release.to-worklist",
        "'claims: true, sets: note' | 'claims: true, sets: [assignee]' | contradiction | true | actions.take.claims",
        "'claims: true, sets: note' | 'claims: true, sets: [worklist]' | contradiction | true | actions.take.claims",
        "'claims: true, sets: note' | 'claims: true, to-worklist: north' | contradiction | true | actions.take.claims",
        "'claims: true, sets: note' | 'claims: yes' | wrong-type | yes} | actions.take.claims",
        "'by: planner, sets: [note, worklist, assignee]' | 'by: planner, claims: true' | contradiction | true} | actions.plan.claims",
        "'note: {type: text}' | 'worklist: {type: text}' | reserved-name | worklist: {type | fields.worklist",
        "case.worklist in user.worklists] | case.worklist == user.worklists] | bad-scope | .worklists] | scope",
        "case.worklist in user.worklists] | case.worklist == 'west'] | bad-value | 'west'] | scope",
        "when: case.worklist == 'north' | when: case.worklist == 5 | bad-rule | == 5 | actions.begin.when",
      })
  void reportsWhatIsWrongAndWhere(
      String part, String replacement, String code, String pointsAt, String path) {
    String document = Visits.yaml().replace(part, replacement);

    assertThat(findings(document))
        .filteredOn(
            finding -> finding.code().equals(code) && finding.path().equals("cases.visit." + path))
        .extracting(finding -> textAt(document, finding))
        .singleElement()
        .asString()
        .startsWith(pointsAt);
  }

  @Test
  void aPackageWithoutWorklistsCanDoNothingWithThem() {
    String document =
        Visits.yaml().replaceAll("worklists: \\{north.*\n", "user-attributes: {x: {type: text}}\n");

    assertThat(findings(document))
        .extracting(Finding::code)
        .contains("not-applicable", "unknown-field", "unknown-path", "bad-rule");
  }

  @Test
  void theAttributeIsBuiltIn() {
    assertThat(
            findings(
                Visits.yaml()
                    .replace("roles:", "user-attributes: {worklists: {type: text}}\nroles:")))
        .extracting(Finding::code)
        .contains("reserved-name");
  }

  private static List<Finding> findings(String document) {
    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));
    assertThat(refused).as(document).isNotNull();
    return refused.findings();
  }
}
