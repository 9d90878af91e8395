package dev.holdfast.kernel.reader;

import static dev.holdfast.kernel.reader.PointedAt.textAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.kernel.Demo;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Indexes")
class IndexFindingsTest {
  private static final String PACKAGE =
      """
      application: airfields
      version: 1.0.0
      roles: [inspector]
      worklists: [north]
      tables:
        airport:
          source: demo.airport
          key: [iata]
          columns: [iata, name, city, state]
          scope: "true"
          indexes: TABLE
      cases:
        inspection:
          fields:
            site: {type: reference, table: airport}
            due: {type: date}
            note: {type: text, max: 4000}
            tags: {type: choices, of: [a, b]}
            place: {type: location}
          scope: "true"
          deadlines: {case: {deadline: P1D}}
          stages: [open, closed]
          indexes: CASES
          actions:
            plan: {creates: open, by: inspector, sets: [site, due, note, tags, place]}
            close: {from: open, to: closed, completes: true, by: inspector}
      """;

  private static String document(String table, String cases) {
    return PACKAGE.replace("TABLE", table).replace("CASES", cases);
  }

  private static List<Finding> findings(String document) {
    PackageException refused =
        catchThrowableOfType(PackageException.class, () -> PackageReader.read(document));
    assertThat(refused).isNotNull();
    return refused.findings();
  }

  private static List<String> warnings(String document) throws PackageException {
    return PackageReader.check(document).warnings().stream()
        .map(warning -> warning.line() + " " + warning.code())
        .toList();
  }

  @Test
  @DisplayName("are lists of columns, and of fields with the built-in ones; one stands for itself")
  void read() throws PackageException {
    ApplicationPackage read =
        PackageReader.read(
            document(
                "[[state, city], name]",
                "[site, [stage, due], [assignee, worklist], stage_since]"));

    assertThat(Demo.at(read.tables(), "airport").indexes())
        .containsExactly(List.of("state", "city"), List.of("name"));
    assertThat(Demo.at(read.cases(), "inspection").indexes())
        .containsExactly(
            List.of("site"),
            List.of("stage", "due"),
            List.of("assignee", "worklist"),
            List.of("stage_since"));
  }

  @Test
  @DisplayName("are no reason to send a row again")
  void sameDefinition() throws PackageException {
    ApplicationPackage without = PackageReader.read(document("[]", "[]"));
    ApplicationPackage with = PackageReader.read(document("[name]", "[site]"));

    for (String unit : List.of("airport", "inspection")) {
      assertThat(Definitions.digest(with, unit)).isEqualTo(Definitions.digest(without, unit));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[state, citty]] | [] | unknown-column | citty | tables.airport.indexes",
        "[] | [sit] | unknown-field | sit | cases.inspection.indexes",
        "[] | [opened_at] | unknown-field | opened_at | cases.inspection.indexes",
        "[name, [state, state]] | [] | duplicate-name | state]] | tables.airport.indexes",
        "[name, state, [name]] | [] | duplicate-name | [name]] | tables.airport.indexes",
        "[name, []] | [] | missing-value | []] | tables.airport.indexes",
        "name | [] | wrong-type | name | tables.airport.indexes",
        "[{name: 1}] | [] | wrong-type | {name | tables.airport.indexes",
        "[] | [tags] | bad-index | tags | cases.inspection.indexes",
        "[] | [[stage, place]] | bad-index | place | cases.inspection.indexes",
        "[] | [overdue] | bad-index | overdue | cases.inspection.indexes",
        "[] | [due_at] | bad-index | due_at | cases.inspection.indexes",
      })
  @DisplayName("are refused where they stand")
  void refused(String table, String cases, String code, String at, String path) {
    String document = document(table, cases);

    assertThat(findings(document))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.path()).isEqualTo(path);
              assertThat(textAt(document, finding)).startsWith(at);
            });
  }

  @Test
  @DisplayName("are refused if they are too many, or of too many columns")
  void tooMany() {
    String columns = IntStream.range(0, 6).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
    String document =
        document("[[" + columns + "]]", "[]")
            .replace("city, state]", "city, state, " + columns + ']');
    assertThat(findings(document))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("bad-index");
              assertThat(finding.message()).contains("at most 5 columns; this one has 6");
            });

    String nine =
        "[[name, city], [name, state], [city, name], [city, state], [state, name], [state, city],"
            + " [name, iata], [city, iata], [state, iata]]";
    assertThat(findings(document(nine, "[]")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).startsWith("At most 8 indexes");
              assertThat(textAt(document(nine, "[]"), finding)).startsWith("[state, iata]");
            });
  }

  @Test
  @DisplayName("are warned of where another one does the same, or takes much space")
  void warned() throws PackageException {
    assertThat(warnings(document("[[state, city], state]", "[[id, stage], note]")))
        .containsExactly("11 redundant-index", "23 redundant-index", "23 wide-index");
    assertThat(warnings(document("[[state, city], [city, state]]", "[stage, due]"))).isEmpty();
  }
}
