package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.Demo.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.app.Priority;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageReaderTest {

  @Test
  void readsTheExampleOfTheDesign() {
    ApplicationPackage demo = Demo.definition();

    assertThat(demo.application()).isEqualTo("airfield-inspection");
    assertThat(demo.version()).isEqualTo("1.0.0");
    assertThat(demo.roles()).containsExactly("inspector", "supervisor");
    assertThat(at(demo.userAttributes(), "states").many()).isTrue();
    assertThat(demo.source()).isEqualTo(Demo.yaml());
    assertThat(demo.digest()).matches("[0-9a-f]{64}");
    OfflineTable airport = at(demo.tables(), "airport");
    assertThat(airport)
        .isEqualTo(
            new OfflineTable(
                "airport",
                "demo.airport",
                List.of("iata"),
                List.of("iata", "name", "city", "state", "latitude", "longitude"),
                Map.of(),
                scope(List.of("state"), new Scope.UserValue("states")),
                ReceiveStrategy.CHANGES,
                List.of(),
                Priority.NORMAL));
    CaseType inspection = at(demo.cases(), "inspection");
    assertThat(inspection.fields().keySet())
        .containsExactly("site", "condition", "findings", "defects");
    assertThat(at(inspection.fields(), "findings").form().max()).isEqualTo(4000);
    assertThat(at(inspection.fields(), "defects").type()).isEqualTo(ValueType.INTEGER);
    assertThat(inspection.conflict()).isEqualTo(CaseType.ConflictPolicy.MERGE_FIELDS);
    assertThat(inspection.issues().workbasket()).isEqualTo("inspection-issues");
    assertThat(inspection.scope().anyOf())
        .extracting(alternative -> alternative.allOf().get(0).path())
        .containsExactly(List.of("assignee"), List.of("site", "state"));
    assertThat(at(inspection.actions(), "submit"))
        .isEqualTo(
            new CaseType.Action(
                "submit",
                List.of("on-site"),
                null,
                "review",
                false,
                List.of("inspector"),
                List.of(),
                "has(case.condition)",
                "Give the condition first",
                null,
                CaseType.Handover.NONE,
                List.of()));
  }

  @Test
  void fillsInWhatTheDocumentLeavesOut() throws PackageException {
    ApplicationPackage demo =
        PackageReader.read(
            Demo.yaml()
                .replace("    receive: changes\n", "")
                .replace("    conflict: merge-fields\n", "")
                .replace("    issues: {workbasket: inspection-issues}\n", ""));

    assertThat(at(demo.tables(), "airport").receive()).isEqualTo(ReceiveStrategy.CHANGES);
    CaseType inspection = at(demo.cases(), "inspection");
    assertThat(inspection.conflict()).isEqualTo(CaseType.ConflictPolicy.LAST_WRITER_WINS);
    assertThat(inspection.issues().workbasket()).isEqualTo("airfield-inspection-issues");
    assertThat(at(inspection.fields(), "condition").onConflict())
        .isEqualTo(CaseType.MergeRule.DEVICE);
  }

  @ParameterizedTest(name = "{2}: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1.0.0 | version: 1.0 | bad-name | 2 | version",
        "version: 1.0.0 | vrsion: 1.0.0 | unknown-key | 2 | vrsion",
        "application: airfield-inspection | application: Airfield | bad-name | 1 | application",
        "roles: [inspector, supervisor] | roles: [inspector, inspector, supervisor] |"
            + " duplicate-name | 4 | roles",
        "roles: [inspector, supervisor] | roles: [inspector, supervisor, admin] | reserved-name | 4"
            + " | roles",
        "application: airfield-inspection | application: hf_field | reserved-name | 1 |"
            + " application",
        "'  airport:' | '  sqlite_airport:' | reserved-name | 6 | tables.sqlite_airport",
        "'  inspection:' | '  hf_inspection:' | reserved-name | 13 | cases.hf_inspection",
        "roles: [inspector, supervisor] | roles: {inspector: 1} | wrong-type | 4 | roles",
        "{type: text, many: true} | {type: decimal, many: true} | bad-value | 3 |"
            + " user-attributes.states.type",
        "{type: text, many: true} | {type: text, many: yes} | wrong-type | 3 |"
            + " user-attributes.states.many",
        "source: demo.airport | source: airport | bad-name | 7 | tables.airport.source",
        "key: [iata] | key: [icao] | unknown-column | 8 | tables.airport.key",
        "key: [iata] | key: [] | missing-value | 8 | tables.airport.key",
        "key: [iata] | ky: [iata] | missing-key | 7 | tables.airport.key",
        "receive: changes | receive: everything | bad-value | 11 | tables.airport.receive",
        "row.state in user.states | row.stat in user.states | unknown-path | 10 |"
            + " tables.airport.scope",
        "row.state in user.states | row.state in user.stats | unknown-attribute | 10 |"
            + " tables.airport.scope",
        "row.state in user.states | row.state == user.states | bad-scope | 10 |"
            + " tables.airport.scope",
        "row.state in user.states | row.state != 'AK' | bad-scope | 10 | tables.airport.scope",
        "row.state in user.states | row.state in | bad-scope | 10 | tables.airport.scope",
        "row.state in user.states | false | bad-scope | 10 | tables.airport.scope",
        "'    scope: row.state in user.states\n' | '' | missing-key | 7 | tables.airport.scope",
        "case.site.state in user.states | case.site.region in user.states | unknown-path | 19 |"
            + " cases.inspection.scope",
        "case.site.state in user.states | case.defects in user.states | wrong-type | 19 |"
            + " cases.inspection.scope",
        "case.site.state in user.states | case.condition == 'bad' | bad-value | 19 |"
            + " cases.inspection.scope",
        "table: airport, required | table: airfield, required | unknown-table | 15 |"
            + " cases.inspection.fields.site.table",
        "type: reference, table: airport, required | type: reference, required | missing-key | 15 |"
            + " cases.inspection.fields.site.table",
        "type: choice, of: [good, fair, poor] | type: choice | missing-key | 16 |"
            + " cases.inspection.fields.condition.of",
        "type: choice, of: [good, fair, poor] | type: chioce | bad-value | 16 |"
            + " cases.inspection.fields.condition.type",
        "max: 4000 | max: many | wrong-type | 17 | cases.inspection.fields.findings.max",
        "max: 4000 | min: 5, max: 4 | bad-value | 17 | cases.inspection.fields.findings.max",
        "max: 4000 | of: [a] | not-applicable | 17 | cases.inspection.fields.findings.of",
        "on-conflict: append | on-conflict: add | not-applicable | 17 |"
            + " cases.inspection.fields.findings.on-conflict",
        "defects:   {type | stage: {type | reserved-name | 18 | cases.inspection.fields.stage",
        "defects:   {type | in: {type | reserved-name | 18 | cases.inspection.fields.in",
        "conflict: merge-fields | conflict: merge | bad-value | 21 | cases.inspection.conflict",
        "[planned, on-site, review, closed] | [planned, on-site, review, closed, lost] |"
            + " unreachable-stage | 20 | cases.inspection.stages",
        "'to: closed, completes: true' | 'to: closed' | dead-end-stage | 20 |"
            + " cases.inspection.stages",
        "from: planned, to | from: closed, to | unreachable-action | 23 |"
            + " cases.inspection.actions.arrive",
        "from: planned, to | from: plan, to | unknown-stage | 24 |"
            + " cases.inspection.actions.arrive.from",
        "'from: planned, to: on-site' | 'to: on-site' | missing-key | 24 |"
            + " cases.inspection.actions.arrive",
        "creates: planned, by | creates: planned, to: review, by | contradiction | 23 |"
            + " cases.inspection.actions.plan",
        "creates: planned, by | from: planned, by | no-creating-action | 23 |"
            + " cases.inspection.actions",
        "sets: [site, assignee] | sets: [assignee] | required-not-set | 23 |"
            + " cases.inspection.actions.plan.sets",
        "sets: [site, assignee] | sets: [site, asignee] | unknown-field | 23 |"
            + " cases.inspection.actions.plan.sets",
        "completes: true, by: [supervisor] | completes: true, by: [boss] | unknown-role | 27 |"
            + " cases.inspection.actions.approve.by",
        "completes: true, by: [supervisor] | completes: true | missing-key | 27 |"
            + " cases.inspection.actions.approve.by",
        "has(case.condition) | has(case.condtion) | bad-rule | 26 |"
            + " cases.inspection.actions.submit.when",
        "has(case.condition) | case.defects == 'x' | bad-rule | 26 |"
            + " cases.inspection.actions.submit.when",
        "has(case.condition) | case.defects | bad-rule | 26 | cases.inspection.actions.submit.when",
        "has(case.condition) | case.site.nowhere == 1 | bad-rule | 26 |"
            + " cases.inspection.actions.submit.when",
        "has(case.condition) | user.nobody == '' | bad-rule | 26 |"
            + " cases.inspection.actions.submit.when",
        "when: has(case.condition), message | message | not-applicable | 26 |"
            + " cases.inspection.actions.submit.message",
        "{workbasket: inspection-issues} | {basket: inspection-issues} | unknown-key | 28 |"
            + " cases.inspection.issues.basket",
        "issues: {workbasket | actions: {workbasket | duplicate-key | 28 |"
            + " cases.inspection.actions",
        "roles: [inspector, supervisor] | roles: &r [inspector, supervisor, *r] | alias | 4 |"
            + " roles",
      })
  void reportsWhatIsWrongAndWhere(
      String part, String replacement, String code, int line, String path) {
    PackageException refused =
        catchThrowableOfType(
            PackageException.class,
            () -> PackageReader.read(Demo.replace(part, replacement == null ? "" : replacement)));

    assertThat(refused).as("refusal").isNotNull();
    assertThat(refused.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.line()).isEqualTo(line);
              assertThat(finding.path()).isEqualTo(path);
            });
  }

  private static Scope scope(List<String> path, Scope.Operand operand) {
    return new Scope(List.of(new Scope.Alternative(List.of(new Scope.Term(path, operand)))));
  }
}
