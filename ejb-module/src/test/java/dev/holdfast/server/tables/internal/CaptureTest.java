package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final List<String> AWKWARD =
      List.of(
          "AK",
          "New York",
          "",
          "a,b",
          "x]",
          "\"q\"",
          "back\\slash",
          "tab\tnl\n\u0001",
          "Zürich",
          "é€😀");

  @Test
  void bucketsAreNamedAndRowsHashedInSqlAsInTheKernel() {
    TestDatabase database = TestDatabase.create();
    for (String value : AWKWARD) {
      String quoted =
          database
              .jdbc()
              .one("SELECT holdfast.bucket_value(?)", row -> row.getString(1), value)
              .orElseThrow();
      assertThat(quoted).isEqualTo(BucketName.quote(value));
      long id =
          database
              .jdbc()
              .one("SELECT holdfast.bucket_id(?)", row -> row.getLong(1), value)
              .orElseThrow();
      assertThat(id).isEqualTo(new BucketName("a", "b", value).id());
      long hash =
          database
              .jdbc()
              .one("SELECT holdfast.row_hash(?, 'r')", row -> row.getLong(1), value)
              .orElseThrow();
      assertThat(hash).isEqualTo(RowHash.of(value, "r"));
    }
  }

  @Test
  void sumsWrapAsInTheKernel() {
    TestDatabase database = TestDatabase.create();
    long sum = Long.MAX_VALUE + Long.MAX_VALUE + 5L + Long.MAX_VALUE;
    String wrapped =
        "SELECT holdfast.wrapped(s) FROM (VALUES (9223372036854775807::numeric * 3 + 5),"
            + " (-9223372036854775808::numeric - 1), (0), (-1)) v (s)";
    assertThat(database.jdbc().list(wrapped, row -> row.getLong(1)))
        .containsExactly(sum, Long.MAX_VALUE, 0L, -1L);
  }

  @Test
  void installingTwiceChangesNothingAndTakesNoLocks() throws SQLException {
    TestDatabase database = CaptureFixture.database();
    CaptureFixture.run(database, "INSERT INTO demo.item (id, sub, owner) VALUES (1, 'a', 'alice')");
    String xids = "SELECT max(xid)::text FROM holdfast.bucket_change";
    var before = database.jdbc().one(xids, row -> row.getString(1));
    try (Connection reader = database.dataSource().getConnection()) {
      reader.setAutoCommit(false);
      new Sql(reader).run("UPDATE demo.item SET hidden = 'x'");
      CaptureFixture.install(database, CaptureFixture.ITEM);
    }
    assertThat(database.jdbc().one(xids, row -> row.getString(1))).isEqualTo(before);
  }

  @Test
  void whatAnotherProgramWroteWhileTriggersWereDisabledIsFoundAndRepaired() throws SQLException {
    TestDatabase database = CaptureFixture.database();
    String unit = CaptureFixture.captured(database, "item").name();
    CaptureFixture.run(
        database,
        "INSERT INTO demo.item (id, sub, owner) VALUES (1, 'a', 'alice'), (2, 'a', 'alice'), (3,"
            + " 'a', 'bob'); ALTER TABLE demo.item DISABLE TRIGGER USER; INSERT INTO demo.item (id,"
            + " sub, owner) VALUES (4, 'a', 'bob'); UPDATE demo.item SET site = 7 WHERE id = 1;"
            + " DELETE FROM demo.item WHERE id = 2; ALTER TABLE demo.item ENABLE TRIGGER USER");

    Settled found = new UnitWork(database.jdbc()).verify(unit, "admin");

    assertThat(found).isEqualTo(new Settled(1, 1, 1, 0));
    assertThat(new UnitWork(database.jdbc()).verify(unit, "admin").isClean()).isTrue();
  }

  @Test
  void partitionsAreCapturedWhicheverTableAStatementNames() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.p (id int NOT NULL, state text, PRIMARY KEY (id)) PARTITION BY RANGE"
                + " (id); CREATE TABLE demo.p1 PARTITION OF demo.p FOR VALUES FROM (0) TO (10);"
                + " CREATE TABLE demo.p2 PARTITION OF demo.p FOR VALUES FROM (10) TO (20)");
    CaptureUnit unit = CaptureFixture.thing("demo.p", ReceiveStrategy.CHANGES, "id", "state");
    CaptureFixture.install(database, unit);

    CaptureFixture.run(
        database,
        "INSERT INTO demo.p VALUES (1, 'AK'), (11, 'AK'); INSERT INTO demo.p2 VALUES (12, 'AK')");
    CaptureFixture.run(
        database,
        "UPDATE demo.p SET id = id + 10 WHERE id = 1 AND false; DELETE FROM demo.p2 WHERE id = 11");
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]", "state=AK[12]");

    CaptureFixture.run(
        database, "CREATE TABLE demo.p3 PARTITION OF demo.p FOR VALUES FROM (20) TO (30)");
    CaptureFixture.install(database, unit);
    CaptureFixture.run(
        database, "INSERT INTO demo.p3 VALUES (21, 'AK'); UPDATE demo.p SET id = 13 WHERE id = 1");
    assertThat(CaptureFixture.live(database))
        .containsExactly("state=AK[12]", "state=AK[13]", "state=AK[21]");
    CaptureFixture.run(database, "TRUNCATE demo.p2");
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[21]");
  }

  @Test
  void viewsAreScanned() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.t (id int PRIMARY KEY, state text);"
                + " CREATE VIEW demo.v AS SELECT id, upper(state) AS state FROM demo.t");
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.v", ReceiveStrategy.ROWS, "id", "state"));
    CaptureFixture.run(database, "INSERT INTO demo.t VALUES (1, 'ak')");
    assertThat(CaptureFixture.live(database)).isEmpty();

    CaptureFixture.upkeep(database).scan();

    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");
  }

  @Test
  void severalRowsOfAKeyAreAProblemWhicheverOfThemIsCaptured() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.t (id int, state text); INSERT INTO demo.t VALUES (1, 'AK');"
                + " CREATE VIEW demo.v AS SELECT * FROM demo.t");
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.v", ReceiveStrategy.ROWS, "id", "state"));
    CaptureFixture.run(database, "INSERT INTO demo.t VALUES (1, 'WY')");

    CaptureFixture.upkeep(database).scan();

    assertThat(CaptureFixture.captured(database, "thing").problem())
        .isEqualTo("Several rows have the same key.");
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");
  }

  @Test
  void suspectsAreVerifiedAndRetiredUnitsDropped() throws SQLException {
    TestDatabase database =
        CaptureFixture.with("CREATE TABLE demo.t (id int PRIMARY KEY, state text)");
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state"));
    String name = CaptureFixture.captured(database, "thing").name();
    CaptureFixture.run(
        database,
        "ALTER TABLE demo.t DISABLE TRIGGER USER; INSERT INTO demo.t VALUES (1, 'AK');"
            + " ALTER TABLE demo.t ENABLE TRIGGER USER");
    new CaptureFacade(database.jdbc(), new SourceLooks(() -> {})).suspect(name, "test");

    CaptureFixture.upkeep(database).verifySuspects();
    assertThat(CaptureFixture.live(database)).containsExactly("state=AK[1]");

    database
        .jdbc()
        .with(
            sql -> {
              new UnitRegistry(sql).keep("app", List.of());
              return "";
            });
    CaptureFixture.run(database, "INSERT INTO demo.t VALUES (2, 'AK')");
    CaptureFixture.upkeep(database).tidy();
    assertThat(
            database
                .jdbc()
                .one(
                    "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'demo.t'::regclass",
                    row -> row.getInt(1)))
        .contains(0);
    assertThat(
            database
                .jdbc()
                .one(
                    "SELECT to_regclass(?)::text", r -> r.getString(1), "holdfast.capture_" + name))
        .isEmpty();
  }

  @Test
  void everythingThatDoesNotFitIsFound() throws SQLException {
    TestDatabase database =
        CaptureFixture.with(
            "CREATE TABLE demo.t (id numeric, state text, price money, kind regclass);"
                + " CREATE VIEW demo.v AS SELECT * FROM demo.t");

    assertThat(codes(database, CaptureFixture.thing("demo.none", ReceiveStrategy.CHANGES, "id")))
        .containsExactly("unknown-relation");
    assertThat(
            codes(
                database,
                CaptureFixture.thing(
                    "demo.t", ReceiveStrategy.CHANGES, "id", "price", "kind", "no")))
        .containsExactlyInAnyOrder(
            "unknown-column",
            "type-not-supported",
            "type-not-supported",
            "type-not-supported",
            "key-nullable",
            "key-not-unique");
    assertThat(codes(database, CaptureFixture.thing("demo.v", ReceiveStrategy.CHANGES, "id")))
        .contains("needs-scan");
  }

  private static List<String> codes(TestDatabase database, CaptureUnit unit) {
    return database.jdbc().with(sql -> new UnitInstaller(sql).install(unit)).stream()
        .map(Finding::code)
        .toList();
  }
}
