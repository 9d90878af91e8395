package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdfast.kernel.Clinic;
import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What works on the server and fails on a device is told, and nothing else. */
class OfflineWarningsTest {
  private static final String PACKAGE =
      """
      application: repairs
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}, team: {type: text}}
      roles: [fitter]
      tables:
        region:
          source: demo.region
          key: [code]
          columns: [code, name]
          scope: row.code in user.states
        site:
          source: demo.site
          key: [id]
          columns: [id, region, kind]
          references: {region: region}
          scope: row.region in user.states
      cases:
        repair:
          fields:
            place: {type: reference, table: site}
            part: {type: records, fields: {site: {type: reference, table: site}, n: {type: integer}}}
            note: {type: text}
          scope: SCOPE
          stages: [open, waiting, done]
          actions:
            begin: {creates: open, by: fitter, sets: [place, assignee]}
            move: {from: open, to: waiting, by: fitter}
            edit: {from: open, by: fitter, sets: [note]}
            end: {from: waiting, to: done, completes: true, by: fitter, when: "true"}
      """;
  private static final String MINE = "case.assignee == user.name";
  private static final String OF_STATE = "case.place.region in user.states";

  @Test
  void whatIsGoodHasNoWarnings() throws PackageException {
    assertThat(PackageReader.check(Demo.yaml()).warnings()).isEmpty();
    assertThat(PackageReader.check(Clinic.yaml()).warnings()).isEmpty();
    assertThat(warnings(document(MINE))).isEmpty();
    assertThat(PackageReader.check(Demo.yaml()).logic().definition()).isEqualTo(Demo.definition());
  }

  @ParameterizedTest
  @ValueSource(strings = {"place", "part"})
  void anActionSetsAReferenceToATableOfWhichAUserOfTheCaseMayHaveNoRow(String field) {
    String sets = "sets: [" + field + "]";

    String document = document("[" + MINE + ", " + OF_STATE + "]", "sets: [note]", sets);

    assertThat(warnings(document))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo("no-row-to-choose");
              assertThat(textAt(document, found)).startsWith(field + "]}");
              assertThat(found.path()).isEqualTo("cases.repair.actions.edit.sets");
              assertThat(found.message())
                  .contains(MINE)
                  .contains("no value of user.states")
                  .contains("Widen the scope of site");
            });
    assertThat(warnings(OF_STATE, "sets: [note]", sets)).isEmpty();
    assertThat(warnings(MINE + " && case.note in user.states", "sets: [note]", sets)).isEmpty();
    assertThat(warnings(MINE, "sets: [note]", "sets: [place]", "row.region in user.states", "true"))
        .isEmpty();
    assertThat(warnings(MINE, "sets: [note]", sets, "row.region in user.states", "row.kind == 'A'"))
        .as("a scope of constants gives everybody some rows")
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "case.assignee == user.name | case.place.kind == 'A' | .kind",
        "case.place.kind == 'A' | case.place.region.code == 'AK' | .region",
        "case.place.kind in user.states | case.place.kind == 'A' | .kind",
        "case.assignee == user.name | case.part.exists(p, p.site.kind == 'A') | .kind",
      })
  void aGuardNeedsARowThatAUserOfTheCaseMayLack(String scope, String guard, String pointsAt) {
    String document = document(scope, "\"true\"", '"' + guard + '"');

    assertThat(warnings(document))
        .filteredOn(found -> found.code().equals("rule-needs-row"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.path()).isEqualTo("cases.repair.actions.end.when");
              assertThat(textAt(document, found)).startsWith(pointsAt);
              assertThat(found.message()).contains("because of '" + scope + "'").contains("has(");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "case.place.kind == 'A'",
        "case.place.region.name == 'Alaska'",
        "case.place.id == 'A'",
        "input.place.kind == 'A'",
        "case.part.exists(p, p.site.kind == 'A')",
      })
  void aGuardOnRowsThatComeWithTheCaseIsGood(String guard) {
    assertThat(warnings(OF_STATE, "\"true\"", '"' + guard + '"')).isEmpty();
    assertThat(
            warnings(
                "case.place.region.code in user.states && case.note == 'x'",
                "\"true\"",
                '"' + guard + '"'))
        .as("the key of a row is what refers to it")
        .isEmpty();
  }

  @Test
  void aLoopMayCallItsVariableAsItLikes() {
    String guard = "\"case.part.exists(case, case.site.kind == 'A')\"";

    assertThat(warnings(OF_STATE, "\"true\"", guard)).isEmpty();
    assertThat(warnings(MINE, "\"true\"", guard))
        .extracting(Finding::code)
        .contains("rule-needs-row");
  }

  @Test
  void aRuleThatAsksWhetherTheRowIsThereIsGood() {
    assertThat(warnings(MINE, "\"true\"", "\"!has(case.place.kind) || case.place.kind == 'A'\""))
        .isEmpty();
    assertThat(warnings(MINE, "\"true\"", "case.place.id == 'A'")).isEmpty();
    assertThat(
            warnings("case.note == 'a' && case.note == 'b'", "\"true\"", "case.place.kind == 'A'"))
        .as("nobody carries such a case")
        .isEmpty();
  }

  @Test
  void theGuardOfACreatingActionSeesNoCase() {
    assertThat(
            warnings(
                MINE,
                "sets: [place, assignee]",
                "sets: [place, assignee], when: case.place.kind == 'A'"))
        .isEmpty();
  }

  @Test
  void rulesOnFieldsAndInRecordsNeedRowsToo() {
    assertThat(
            warnings(
                MINE, "note: {type: text}", "note: {type: text, visible: case.place.kind == 'A'}"))
        .extracting(Finding::path, Finding::code)
        .containsExactly(tuple("cases.repair.fields.note.visible", "rule-needs-row"));
    assertThat(
            warnings(
                MINE, "n: {type: integer}", "n: {type: integer, check: record.site.kind == 'A'}"))
        .extracting(Finding::path, Finding::code)
        .containsExactly(tuple("cases.repair.fields.part.fields.n.check", "rule-needs-row"));
  }

  @Test
  void aStageIsLeftOnlyByActionsThatNeedRows() {
    String guard = "case.place.kind == 'A'";
    String document = document(MINE, "\"true\"", guard);

    assertThat(warnings(document))
        .filteredOn(found -> found.code().equals("stage-needs-row"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(textAt(document, found)).startsWith("waiting, done]");
              assertThat(found.path()).isEqualTo("cases.repair.stages");
              assertThat(found.message()).contains("'waiting'").contains("end");
            });
    assertThat(
            warnings(
                MINE,
                "when: \"true\"}",
                "when: " + guard + "}\n      back: {from: waiting, to: open, by: fitter}"))
        .extracting(Finding::code)
        .containsExactly("rule-needs-row");
  }

  private static List<Finding> warnings(String scope, String first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return warnings(document(scope, all.toArray(String[]::new)));
  }

  private static String document(String scope, String... replacements) {
    String document = PACKAGE.replace("SCOPE", scope);
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(document).contains(replacements[i]);
      document = document.replace(replacements[i], replacements[i + 1]);
    }
    return document;
  }

  private static List<Finding> warnings(String document) {
    try {
      return PackageReader.check(document).warnings();
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }
}
