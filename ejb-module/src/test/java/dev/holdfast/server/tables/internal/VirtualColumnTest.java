package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Hop;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A virtual generated column")
class VirtualColumnTest {
  private final TestDatabase database =
      CaptureFixture.with(
          "CREATE TABLE demo.site (id int PRIMARY KEY, land text, state text GENERATED ALWAYS AS"
              + " (upper(land)) VIRTUAL);"
              + " CREATE TABLE demo.t (id int PRIMARY KEY, land text, place int, n int,"
              + " state text GENERATED ALWAYS AS (upper(land)) VIRTUAL,"
              + " site int GENERATED ALWAYS AS (place + 1) VIRTUAL,"
              + " double int GENERATED ALWAYS AS (n * 2) VIRTUAL,"
              + " kept int GENERATED ALWAYS AS (n * 3) STORED);"
              + " INSERT INTO demo.site VALUES (1, 'ak'); INSERT INTO demo.t VALUES (1, 'ak', 0, 5)");

  VirtualColumnTest() throws SQLException {}

  private static CaptureUnit unit(
      ReceiveStrategy strategy, List<String> row, List<Hop> hops, String scope) {
    return new CaptureUnit(
        "app",
        "thing",
        "tables.thing",
        "demo.t",
        List.of(),
        List.of("id"),
        row,
        List.of(new Alternative(List.of(new Term(List.of(scope), hops, new Column(scope), null)))),
        strategy,
        "thing-1");
  }

  private List<Finding> refused(List<String> row, List<Hop> hops, String scope) {
    return database
        .jdbc()
        .with(
            sql -> new UnitInstaller(sql).install(unit(ReceiveStrategy.CHANGES, row, hops, scope)));
  }

  private static void assertRefused(List<Finding> findings, String path, String column) {
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("needs-scan");
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.message()).contains(column).contains("STORED");
            });
  }

  @Test
  @DisplayName("is refused as a column of what triggers capture, also on the way of a scope")
  void refused() {
    assertRefused(
        refused(List.of("id", "double"), List.of(), "land"), "tables.thing.columns", "double");
    assertRefused(refused(List.of("id", "n"), List.of(), "state"), "tables.thing.scope", "state");
    Hop byVirtual = new Hop(new Column("site"), "demo.site", "id");
    assertRefused(refused(List.of("id"), List.of(byVirtual), "land"), "tables.thing.scope", "site");
    Hop byStored = new Hop(new Column("place"), "demo.site", "id");
    assertRefused(
        refused(List.of("id"), List.of(byStored), "state"), "tables.thing.scope", "state");
  }

  @Test
  @DisplayName("does no harm where it is not declared, and one that is stored is captured")
  void undeclared() throws SQLException {
    CaptureFixture.install(
        database, unit(ReceiveStrategy.CHANGES, List.of("id", "kept"), List.of(), "land"));
    CaptureFixture.run(database, "UPDATE demo.t SET n = 7");

    assertThat(rows()).containsExactly("[1, 21]");
  }

  @Test
  @DisplayName("is captured by scans")
  void scanned() throws SQLException {
    CaptureFixture.install(
        database, unit(ReceiveStrategy.ROWS, List.of("id", "state", "double"), List.of(), "state"));
    assertThat(rows()).containsExactly("[1, \"AK\", 10]");

    CaptureFixture.run(database, "UPDATE demo.t SET n = 7, land = 'wy'");
    InstalledCapture.scan(database, "thing");

    assertThat(rows()).containsExactly("[1, \"WY\", 14]");
  }

  private List<String> rows() {
    return database
        .jdbc()
        .list(
            CaptureFixture.captured(database, "thing").lines() + " WHERE NOT c.deleted",
            row -> row.getString("content"));
  }
}
