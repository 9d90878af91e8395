package dev.holdfast.server.sync.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A checkpoint counts in the one history of the one database that it was made in. */
class EpochTest {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void staysAsItIsWhileNothingIsRestored() throws Exception {
    String before = epoch(database.dataSource());
    database.jdbc().update("INSERT INTO holdfast.capture_suspicion VALUES ('u', 'r')");

    assertThat(epoch(database.dataSource())).isEqualTo(before);
  }

  @Test
  void isAnotherInACopyOfTheDatabase() throws Exception {
    TestDatabase copy = TestDatabase.create();
    takeOver(database.jdbc(), copy.jdbc());

    assertThat(epoch(copy.dataSource())).isNotEqualTo(epoch(database.dataSource()));
  }

  @Test
  void isAnotherInAnotherCluster() throws Exception {
    try (TestDatabase.Elsewhere elsewhere = TestDatabase.elsewhere()) {
      takeOver(database.jdbc(), elsewhere.database().jdbc());

      String here = epoch(database.dataSource());
      String there = epoch(elsewhere.database().dataSource());
      assertThat(there).isNotEqualTo(here);
      assertThat(there.split("\\.")[0]).isEqualTo(here.split("\\.")[0]);
      assertThat(there.split("\\.")[1]).isNotEqualTo(here.split("\\.")[1]);
    }
  }

  @Test
  void isAnotherAfterARestoreIntoTheSameDatabase() throws Exception {
    String before = epoch(database.dataSource());

    restoreInPlace(database.jdbc());

    assertThat(epoch(database.dataSource())).isNotEqualTo(before);
  }

  /** What {@code pg_restore --clean} does to the table. */
  static void restoreInPlace(Jdbc jdbc) {
    jdbc.with(
        sql -> {
          sql.run(
              """
              CREATE TABLE holdfast.restored (LIKE holdfast.epoch INCLUDING ALL);
              INSERT INTO holdfast.restored SELECT * FROM holdfast.epoch;
              DROP TABLE holdfast.epoch;
              ALTER TABLE holdfast.restored RENAME TO epoch
              """);
          return sql;
        });
  }

  private static void takeOver(Jdbc from, Jdbc to) {
    UUID epoch =
        from.one("SELECT epoch FROM holdfast.epoch", row -> row.getObject(1, UUID.class))
            .orElseThrow();
    to.update("UPDATE holdfast.epoch SET epoch = ?", epoch);
  }

  private static String epoch(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String epoch = Snapshot.begin(connection, Look.NONE).epoch();
      connection.rollback();
      return epoch;
    }
  }
}
