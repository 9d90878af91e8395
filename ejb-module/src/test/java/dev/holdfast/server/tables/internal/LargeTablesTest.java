package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.PackageException;
import dev.holdfast.kernel.reader.PackageReader;
import dev.holdfast.server.packages.api.PackageChecking;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargeTablesTest {
  private static final String PACKAGE =
      """
      application: sites
      version: 1.0.0
      user-attributes: {states: {type: text, many: true}}
      roles: [fitter]
      tables:
        site:
          source: demo.site
          key: [id]
          columns: [id, region, state]
          scope: "true"
          receive: changes
      """;

  private final TestDatabase database = database();

  @ParameterizedTest
  @CsvSource({
    "changes, large-table, 100000, tables.site.scope, 10",
    "table, large-whole-table, 10000, tables.site.receive, 11"
  })
  void warnsOfTheFirstRowThatIsTooMany(
      String receive, String code, int most, String path, int line) {
    String source = PACKAGE.replace("receive: changes", "receive: " + receive);
    fill(1, most);
    assertThat(warnings(source)).isEmpty();

    fill(most + 1, most + 1);

    assertThat(warnings(source))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo(code);
              assertThat(found.path()).isEqualTo(path);
              assertThat(found.line()).isEqualTo(line);
              assertThat(found.message()).contains("demo.site").contains("user.ATTRIBUTE");
            });
  }

  @Test
  void onlyWhatEverybodyCarriesAndTheDatabaseStoresIsCounted() {
    fill(1, LargeTables.MOST + 1);
    database.jdbc().update("CREATE VIEW demo.many AS SELECT * FROM demo.site");

    assertThat(warnings(PACKAGE.replace("\"true\"", "row.state in user.states"))).isEmpty();
    assertThat(warnings(PACKAGE.replace("\"true\"", "[row.state in user.states, true]")))
        .hasSize(1);
    assertThat(warnings(PACKAGE.replace("demo.site", "demo.many"))).isEmpty();
    assertThat(warnings(PACKAGE.replace("demo.site", "demo.none"))).isEmpty();
  }

  private void fill(int from, int to) {
    database
        .jdbc()
        .update("INSERT INTO demo.site SELECT n, 'r', 'AK' FROM generate_series(?, ?) n", from, to);
  }

  private List<Finding> warnings(String source) {
    try {
      PackageChecking event = new PackageChecking(PackageReader.read(source));
      new LargeTables(database.jdbc()).check(event);
      return event.warnings();
    } catch (PackageException e) {
      throw new IllegalArgumentException(e.findings().toString(), e);
    }
  }

  private static TestDatabase database() {
    try {
      return CaptureFixture.database();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
