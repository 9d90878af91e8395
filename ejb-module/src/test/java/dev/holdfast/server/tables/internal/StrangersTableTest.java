package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Capture of a table that our login does not own. */
class StrangersTableTest {
  @Test
  void withoutTheRightToMakeTriggersTheDdlIsAskedForAndAcceptedOnceRun() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.t (id int PRIMARY KEY, state text); INSERT INTO demo.t VALUES (1,"
                + " 'AK'); DROP ROLE IF EXISTS app; CREATE ROLE app; GRANT ALL ON SCHEMA holdfast,"
                + " demo TO app; GRANT ALL ON ALL TABLES IN SCHEMA holdfast TO app; GRANT SELECT ON"
                + " demo.t TO app");
    CaptureUnit unit = CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state");
    assertThat(asRole(database, unit)).extracting(Finding::code).containsExactly("ddl-required");
    String ddl =
        database
            .jdbc()
            .with(
                sql -> {
                  sql.run("SET ROLE app");
                  return DdlText.of(sql, List.of(unit)).sql();
                });

    CaptureFixture.run(database, ddl);

    assertThat(asRole(database, unit)).isEmpty();
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");
    CaptureFixture.run(
        database,
        "SET session_replication_role = replica; INSERT INTO demo.t VALUES (2, 'AK'); RESET"
            + " session_replication_role");
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]", "state=AK[2]");
    CaptureFixture.run(
        database,
        "ALTER TABLE demo.t ENABLE TRIGGER "
            + CaptureNames.trigger(
                CaptureFixture.captured(database, "thing").name(), "s", CaptureNames.Event.DELETE));
    assertThat(asRole(database, unit))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("ddl-required");
              assertThat(finding.message()).contains("ALWAYS").contains("replica");
            });
    CaptureFixture.run(database, ddl);
    assertThat(asRole(database, unit)).isEmpty();
    CaptureFixture.run(database, "DROP OWNED BY app CASCADE; DROP ROLE app");
  }

  @Test
  void theRightToMakeTriggersIsNotEnoughToSeeWhatIsReplayed() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.t (id int PRIMARY KEY, state text); DROP ROLE IF EXISTS maker;"
                + " CREATE ROLE maker; GRANT ALL ON SCHEMA holdfast, demo TO maker; GRANT ALL ON"
                + " ALL TABLES IN SCHEMA holdfast TO maker; GRANT SELECT, UPDATE, TRIGGER ON demo.t"
                + " TO maker");
    CaptureUnit unit = CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state");

    assertThat(as("maker", database, unit))
        .extracting(Finding::code)
        .containsExactly("ddl-required");

    CaptureFixture.run(database, "DROP OWNED BY maker CASCADE; DROP ROLE maker");
  }

  private static List<Finding> asRole(TestDatabase database, CaptureUnit unit) throws SQLException {
    return as("app", database, unit);
  }

  private static List<Finding> as(String role, TestDatabase database, CaptureUnit unit)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      Sql sql = new Sql(connection);
      sql.run("SET LOCAL ROLE " + role);
      List<Finding> findings = new UnitInstaller(sql).install(unit);
      connection.commit();
      return findings;
    }
  }
}
