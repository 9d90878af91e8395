package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.testing.TestDatabase;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** However rows are written, capture has what the table has. */
class EveryWayToWriteTest {
  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void tables() throws SQLException {
    run(
        "CREATE SCHEMA demo; CREATE TABLE demo.t (id int PRIMARY KEY, state text, note text DEFAULT"
            + " 'n'); CREATE TABLE demo.owner (id int PRIMARY KEY REFERENCES demo.t ON DELETE"
            + " CASCADE); CREATE TABLE demo.part (id int PRIMARY KEY, state text, note text)"
            + " PARTITION BY RANGE (id); CREATE TABLE demo.low PARTITION OF demo.part FOR VALUES"
            + " FROM (0) TO (100); CREATE TABLE demo.high PARTITION OF demo.part FOR VALUES FROM"
            + " (100) TO (1000); INSERT INTO demo.t SELECT n, 'AK' FROM generate_series(1, 5) n;"
            + " INSERT INTO demo.part SELECT n, 'AK', 'n' FROM generate_series(1, 5) n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO demo.t VALUES (10, 'AK'), (11, 'WY'), (12, NULL)",
        "INSERT INTO demo.t VALUES (1, 'WY'), (10, 'AK') ON CONFLICT (id) DO UPDATE SET state ="
            + " excluded.state",
        "INSERT INTO demo.t VALUES (1, 'WY') ON CONFLICT DO NOTHING",
        "INSERT INTO demo.t SELECT n, 'AK' FROM generate_series(100, 1000) n",
        "UPDATE demo.t SET state = 'WY'",
        "UPDATE demo.t SET id = id + 1000, state = NULL WHERE id > 3",
        "UPDATE demo.t SET state = v.s FROM (VALUES (1, 'WY'), (2, NULL)) v (i, s) WHERE v.i ="
            + " demo.t.id",
        "DELETE FROM demo.t",
        "DELETE FROM demo.t USING (VALUES (2)) v (i) WHERE v.i = demo.t.id",
        "MERGE INTO demo.t USING (VALUES (1, 'WY'), (2, NULL), (9, 'AK')) v (i, s) ON v.i = t.id"
            + " WHEN MATCHED AND v.s IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET state = v.s"
            + " WHEN NOT MATCHED THEN INSERT VALUES (v.i, v.s)",
        "WITH gone AS (DELETE FROM demo.t WHERE id = 1 RETURNING state), more AS (INSERT INTO"
            + " demo.t SELECT 20, state FROM gone) UPDATE demo.t SET note = 'w' WHERE id = 2",
        "TRUNCATE demo.t CASCADE",
        "BEGIN; TRUNCATE demo.t CASCADE; INSERT INTO demo.t VALUES (1, 'WY'); COMMIT",
        "BEGIN; DELETE FROM demo.t; ROLLBACK",
        "BEGIN; SAVEPOINT a; DELETE FROM demo.t; ROLLBACK TO a; UPDATE demo.t SET state = 'WY'"
            + " WHERE id = 1; SAVEPOINT b; INSERT INTO demo.t VALUES (30, 'AK'); RELEASE b; COMMIT",
        "BEGIN; UPDATE demo.t SET state = 'WY' WHERE id = 1; INSERT INTO demo.t VALUES (40, 'AK');"
            + " PREPARE TRANSACTION 'one'; COMMIT PREPARED 'one'",
        "BEGIN; UPDATE demo.t SET state = 'WY' WHERE id = 1; PREPARE TRANSACTION 'two';"
            + " ROLLBACK PREPARED 'two'",
        "BEGIN ISOLATION LEVEL REPEATABLE READ; INSERT INTO demo.t SELECT n, 'AK'"
            + " FROM generate_series(100, 400) n; UPDATE demo.t SET note = 'r'; COMMIT",
        "BEGIN ISOLATION LEVEL SERIALIZABLE; DELETE FROM demo.t WHERE id < 4; COMMIT",
        "SET session_replication_role = replica; UPDATE demo.t SET state = 'WY'; DELETE FROM demo.t"
            + " WHERE id = 1",
        "CREATE RULE r AS ON DELETE TO demo.t DO INSTEAD UPDATE demo.t SET state = 'WY' WHERE id ="
            + " old.id; DELETE FROM demo.t WHERE id = 1",
        "CREATE FUNCTION demo.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE demo.t SET note"
            + " = note || 1 WHERE id = new.id AND length(note) < 5; RETURN NULL; END'; CREATE"
            + " TRIGGER a AFTER UPDATE ON demo.t FOR EACH ROW EXECUTE FUNCTION demo.f(); UPDATE"
            + " demo.t SET state = 'WY' WHERE id < 3"
      })
  void ofATable(String statements) throws SQLException {
    install("demo.t", ReceiveStrategy.CHANGES);
    run(statements);
    assertSound("demo.t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO demo.part VALUES (10, 'AK', 'n'), (110, 'AK', 'n')",
        "INSERT INTO demo.high VALUES (110, 'AK', 'n')",
        "UPDATE demo.part SET id = id + 100 WHERE id > 2",
        "UPDATE demo.low SET state = 'WY'",
        "DELETE FROM demo.low WHERE id = 1",
        "TRUNCATE demo.low",
        "TRUNCATE demo.part"
      })
  void ofPartitions(String statements) throws SQLException {
    install("demo.part", ReceiveStrategy.CHANGES);
    run(statements);
    assertSound("demo.part");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE demo.more (id int NOT NULL, state text, note text); INSERT INTO demo.more"
            + " VALUES (1001, 'AK', 'n'); ALTER TABLE demo.more ADD PRIMARY KEY (id); ALTER TABLE"
            + " demo.part ATTACH PARTITION demo.more FOR VALUES FROM (1000) TO (2000)",
        "ALTER TABLE demo.part DETACH PARTITION demo.low",
        "DROP TABLE demo.low"
      })
  void partitionsThatComeAndGoAreComparedAtTheNextUpkeep(String statements) throws SQLException {
    install("demo.part", ReceiveStrategy.CHANGES);
    run(statements);
    install("demo.part", ReceiveStrategy.CHANGES);
    assertSound("demo.part");
  }

  @Test
  void byCopy() throws SQLException, java.io.IOException {
    install("demo.t", ReceiveStrategy.CHANGES);
    try (Connection connection = database.dataSource().getConnection()) {
      StringBuilder lines = new StringBuilder();
      for (int i = 100; i < 2000; i++) {
        lines.append(i).append("\tAK\tcopied\n");
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY demo.t FROM STDIN", new StringReader(lines.toString()));
    }
    assertSound("demo.t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIEW demo.s AS SELECT t.id, p.state, t.note FROM demo.t t JOIN demo.part p USING"
            + " (id)",
        "CREATE MATERIALIZED VIEW demo.s AS SELECT id, state, note FROM demo.t WHERE id < 4",
        "CREATE TABLE demo.parent (id int, state text, note text); CREATE TABLE demo.child (PRIMARY"
            + " KEY (id)) INHERITS (demo.parent); INSERT INTO demo.child VALUES (1, 'AK', 'n');"
            + " CREATE VIEW demo.s AS SELECT * FROM demo.parent"
      })
  void ofWhatIsScanned(String source) throws SQLException {
    run(source);
    install("demo.s", ReceiveStrategy.ROWS);
    assertSound("demo.s");
    run(
        "UPDATE demo.t SET state = 'WY', note = 'x' WHERE id = 1; UPDATE demo.part SET state = NULL"
            + " WHERE id = 2");
    String name = CaptureFixture.captured(database, "thing").name();
    database.jdbc().with(sql -> Settled.run(sql, name, true));
    assertSound("demo.s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE demo.s (PRIMARY KEY (id)) INHERITS (demo.t)",
        "CREATE TABLE demo.s (id int PRIMARY KEY, state text, note text); CREATE TABLE demo.c ()"
            + " INHERITS (demo.s)",
        "CREATE TABLE demo.s PARTITION OF demo.part FOR VALUES FROM (2000) TO (3000)"
      })
  void aTableWhoseTriggersDoNotSeeEverythingIsRefused(String source) throws SQLException {
    run(source);
    assertThat(findings("demo.s", ReceiveStrategy.CHANGES))
        .extracting(Finding::code)
        .containsAnyOf("needs-scan", "key-not-unique");
  }

  @Test
  void aTableOfALogicalSubscriptionIsRefusedAndScannedInstead() throws SQLException {
    TestDatabase publisher = TestDatabase.create();
    for (String step :
        List.of(
            "CREATE SCHEMA demo",
            "CREATE TABLE demo.far (id int PRIMARY KEY, state text, note text)",
            "CREATE PUBLICATION far FOR TABLE demo.far",
            "SELECT pg_create_logical_replication_slot('far', 'pgoutput')")) {
      publisher.jdbc().with(sql -> runOn(sql, step));
    }
    run("CREATE TABLE demo.far (id int PRIMARY KEY, state text, note text)");
    String url =
        publisher
            .jdbc()
            .one(
                "SELECT format('host=localhost port=%s dbname=%s user=postgres',"
                    + " current_setting('port'), current_database())",
                row -> row.getString(1))
            .orElseThrow();
    run(
        "CREATE SUBSCRIPTION far CONNECTION '"
            + url
            + "' PUBLICATION far WITH (create_slot = false, slot_name = far, copy_data = false)");
    try {
      assertThat(findings("demo.far", ReceiveStrategy.CHANGES))
          .extracting(Finding::message)
          .singleElement()
          .asString()
          .contains("subscription");
      install("demo.far", ReceiveStrategy.ROWS);
      publisher.jdbc().update("INSERT INTO demo.far VALUES (1, 'AK', 'n')");
      while (database
          .jdbc()
          .one("SELECT count(*) FROM demo.far", row -> row.getInt(1))
          .orElseThrow()
          .equals(0)) {
        Thread.onSpinWait();
      }
      String name = CaptureFixture.captured(database, "thing").name();
      assertThat(database.jdbc().<Settled>with(sql -> Settled.run(sql, name, true)).missing())
          .isEqualTo(1);
      assertSound("demo.far");
    } finally {
      run("DROP SUBSCRIPTION far");
    }
  }

  private void assertSound(String source) {
    String name = CaptureFixture.captured(database, "thing").name();
    Settled found = database.jdbc().with(sql -> Settled.run(sql, name, false));
    assertThat(found.isClean()).as("%s", found).isTrue();
    long rows =
        database
            .jdbc()
            .one(
                "SELECT count(*) FROM " + source + " WHERE state IS NOT NULL",
                row -> row.getLong(1))
            .orElseThrow();
    long summed =
        database
            .jdbc()
            .one(
                "SELECT coalesce(sum(rows), 0) FROM holdfast.bucket_change WHERE unit = ?",
                row -> row.getLong(1),
                name)
            .orElseThrow();
    assertThat(summed).isEqualTo(rows);
  }

  private static CaptureUnit unit(String source, ReceiveStrategy strategy) {
    Term state = new Term(List.of("state"), List.of(), new Column("state"), null);
    return new CaptureUnit(
        "app",
        "thing",
        "tables.thing",
        source,
        List.of(),
        List.of("id"),
        List.of("id", "state", "note"),
        List.of(new Alternative(List.of(state))),
        strategy,
        "thing-1");
  }

  private void install(String source, ReceiveStrategy strategy) throws SQLException {
    CaptureFixture.install(database, unit(source, strategy));
  }

  private List<Finding> findings(String source, ReceiveStrategy strategy) {
    return database.jdbc().with(sql -> new UnitInstaller(sql).install(unit(source, strategy)));
  }

  private void run(String statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      new Sql(connection).run(statements);
    }
  }

  private static String runOn(Sql sql, String statements) throws SQLException {
    sql.run(statements);
    return statements;
  }
}
