package dev.holdfast.server.operations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.operations.api.Health;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.internal.DataSourceJdbc;
import dev.holdfast.server.platform.internal.MigratedSchema;
import dev.holdfast.server.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class HealthTest {
  private final Jdbc jdbc = TestDatabase.create().jdbc();

  @Test
  void aMigratedDatabaseIsUp() {
    assertThat(health(jdbc)).isEqualTo(new Health.State(true, true));
  }

  @Test
  void aScriptThatWasNotRunIsSeen() {
    jdbc.update("DELETE FROM holdfast.flyway_fleet WHERE script LIKE '%/V%'");

    assertThat(health(jdbc)).isEqualTo(new Health.State(true, false));
  }

  @Test
  void aDatabaseThatWasNeverMigratedIsSeen() {
    jdbc.update("DROP SCHEMA holdfast CASCADE");

    assertThat(health(jdbc)).isEqualTo(new Health.State(true, false));
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsDown() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setServerNames(new String[] {"127.0.0.1"});
    nowhere.setPortNumbers(new int[] {1});

    assertThat(health(new DataSourceJdbc(nowhere))).isEqualTo(new Health.State(false, false));
  }

  private static Health.State health(Jdbc jdbc) {
    return new HealthBean(jdbc, new MigratedSchema(jdbc)).state();
  }
}
