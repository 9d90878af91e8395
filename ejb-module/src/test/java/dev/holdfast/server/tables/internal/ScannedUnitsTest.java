package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.internal.EarlierRelease;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is compared on an interval")
class ScannedUnitsTest {
  private static final CaptureUnit VIEW =
      CaptureFixture.thing("demo.v", ReceiveStrategy.ROWS, "id", "state", "note");
  private static final String CHANGES =
      "UPDATE demo.t SET note = 'new' WHERE id = 1; DELETE FROM demo.t WHERE id = 2;"
          + " INSERT INTO demo.t VALUES (4, 'AK', 'd')";

  private final TestDatabase database =
      CaptureFixture.with(
          "CREATE TABLE demo.t (id int PRIMARY KEY, state text, note text);"
              + " INSERT INTO demo.t VALUES (1, 'AK', 'a'), (2, 'AK', 'b'), (3, 'WY', 'c');"
              + " CREATE VIEW demo.v AS SELECT * FROM demo.t");

  ScannedUnitsTest() throws SQLException {}

  private CapturedUnit unit() {
    return CaptureFixture.captured(database, "thing");
  }

  private void scan() {
    InstalledCapture.scan(database, "thing");
  }

  private List<String> rows() {
    return database
        .jdbc()
        .list(
            unit().lines() + " WHERE NOT c.deleted ORDER BY c.k1, c.bucket",
            row -> row.getString("content"));
  }

  /** That what is sent is what was hashed, and the sums are those of the entries. */
  private void assertSound() {
    List<Long> sent =
        database
            .jdbc()
            .list(
                unit().lines() + " WHERE NOT c.deleted",
                row -> RowHash.of(row.getString("key"), row.getString("content")));
    assertThat(sent)
        .containsExactlyInAnyOrderElementsOf(
            database
                .jdbc()
                .list(
                    "SELECT hash FROM %s WHERE hash IS NOT NULL"
                        .formatted(CaptureNames.captureTable(unit().name())),
                    row -> row.getLong(1)));
    Settled sums =
        database.jdbc().with(sql -> new Settled(0, 0, 0, 0).withSums(sql, unit().name()));
    assertThat(sums.isClean()).isTrue();
  }

  private long alerts() {
    return database
        .jdbc()
        .one(
            "SELECT count(*) FROM holdfast.raised_alert WHERE closed_at IS NULL",
            row -> row.getLong(1))
        .orElseThrow();
  }

  @Test
  @DisplayName("is sent as it was compared, whatever became of it since")
  void asItWas() throws SQLException {
    CaptureFixture.install(database, VIEW);

    CaptureFixture.run(database, CHANGES);

    assertThat(rows())
        .containsExactly("[1, \"AK\", \"a\"]", "[2, \"AK\", \"b\"]", "[3, \"WY\", \"c\"]");
    assertSound();
    scan();
    assertThat(rows())
        .containsExactly("[1, \"AK\", \"new\"]", "[3, \"WY\", \"c\"]", "[4, \"AK\", \"d\"]");
    assertSound();
  }

  @Test
  @DisplayName("has a deletion without a row's text, and a row that comes back with it")
  void comesBack() throws SQLException {
    CaptureFixture.install(database, VIEW);
    CaptureFixture.run(database, "DELETE FROM demo.t WHERE id = 2");
    scan();
    String table = CaptureNames.captureTable(unit().name());
    assertThat(
            database
                .jdbc()
                .list(
                    "SELECT coalesce(content, 'none') FROM %s WHERE k1 = 2".formatted(table),
                    row -> row.getString(1)))
        .containsExactly("none");

    CaptureFixture.run(database, "INSERT INTO demo.t VALUES (2, 'AK', 'back')");
    scan();

    assertThat(rows()).contains("[2, \"AK\", \"back\"]");
    assertSound();
  }

  @Test
  @DisplayName("keeps a row for each bucket that it is in, and moves it")
  void severalBuckets() throws SQLException {
    CaptureUnit both =
        new CaptureUnit(
            VIEW.application(),
            VIEW.name(),
            VIEW.place(),
            VIEW.relation(),
            VIEW.filter(),
            VIEW.key(),
            VIEW.row(),
            List.of(
                VIEW.scope().get(0),
                new Alternative(
                    List.of(new Term(List.of("note"), List.of(), new Column("note"), null)))),
            ReceiveStrategy.TABLE,
            VIEW.definition());
    CaptureFixture.install(database, both);
    CaptureFixture.run(database, "UPDATE demo.t SET state = 'WY' WHERE id = 1");
    assertThat(rows()).hasSize(6);
    assertSound();

    scan();

    assertThat(rows()).hasSize(6).contains("[1, \"WY\", \"a\"]");
    assertSound();
  }

  @Test
  @DisplayName("is compared by a verification, which takes its source's changes for no drift")
  void noDrift() throws SQLException {
    CaptureFixture.install(database, VIEW);
    CaptureFixture.run(database, CHANGES);

    Settled found = new UnitWork(database.jdbc()).verify(unit().name(), "admin");

    assertThat(found.isClean()).as("%s", found).isTrue();
    assertThat(alerts()).isZero();
    assertThat(rows()).contains("[4, \"AK\", \"d\"]");
  }

  @Test
  @DisplayName("is put right where somebody wrote the entries, and that is drift")
  void drift() throws SQLException {
    CaptureFixture.install(database, VIEW);
    String table = CaptureNames.captureTable(unit().name());
    CaptureFixture.run(database, "UPDATE %s SET hash = hash + 1 WHERE k1 = 1".formatted(table));
    CaptureFixture.run(database, "DELETE FROM %s WHERE k1 = 2".formatted(table));
    CaptureFixture.run(database, "UPDATE %s SET content = '[]' WHERE k1 = 3".formatted(table));

    Settled found = new UnitWork(database.jdbc()).verify(unit().name(), "admin");

    assertThat(found.isClean()).isFalse();
    assertThat(alerts()).isEqualTo(1);
    assertThat(rows())
        .containsExactly("[1, \"AK\", \"a\"]", "[2, \"AK\", \"b\"]", "[3, \"WY\", \"c\"]");
    assertSound();
  }

  @Test
  @DisplayName("keeps no writer of its source waiting")
  void writersGoOn() throws SQLException {
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.t", ReceiveStrategy.ROWS, "id", "state", "note"));
    try (Connection writer = database.dataSource().getConnection()) {
      writer.setAutoCommit(false);
      new Sql(writer).run("UPDATE demo.t SET note = 'uncommitted' WHERE id = 1");

      try (Connection scanner = database.dataSource().getConnection()) {
        Sql sql = new Sql(scanner);
        sql.run("SET lock_timeout = '1ms'");
        Settled.run(sql, unit().name(), true);
      }

      writer.commit();
    }
    assertThat(rows()).contains("[1, \"AK\", \"a\"]");
    scan();
    assertThat(rows()).contains("[1, \"AK\", \"uncommitted\"]");
  }

  @Test
  @DisplayName("goes to devices anew when it is not captured by triggers any more")
  void anotherWay() throws SQLException {
    CaptureFixture.install(
        database, CaptureFixture.thing("demo.t", ReceiveStrategy.CHANGES, "id", "state", "note"));
    CapturedUnit before = unit();

    CaptureFixture.install(
        database, CaptureFixture.thing("demo.t", ReceiveStrategy.ROWS, "id", "state", "note"));

    assertThat(unit().name()).isNotEqualTo(before.name());
    assertThat(unit().definition()).isNotEqualTo(before.definition());
    CaptureFixture.run(database, CHANGES);
    assertThat(rows()).hasSize(3).contains("[2, \"AK\", \"b\"]");
    scan();
    assertThat(rows()).contains("[4, \"AK\", \"d\"]");
    assertSound();
  }

  @Test
  @DisplayName("of an earlier release stands still until its rows are kept")
  void upgrade() throws SQLException {
    TestDatabase earlier = EarlierRelease.of("20261130");
    CaptureFixture.run(
        earlier,
        "CREATE SCHEMA demo; CREATE TABLE demo.t (id int PRIMARY KEY, state text, note text);"
            + " CREATE VIEW demo.v AS SELECT * FROM demo.t; INSERT INTO demo.t VALUES (1, 'AK', 'a');"
            + " CREATE FUNCTION holdfast.capture_old_settle(repair boolean) RETURNS void LANGUAGE sql"
            + " AS ''; INSERT INTO holdfast.capture_unit (name, application, unit, source, strategy,"
            + " definition, script, column_types, key_types, lines, relations) VALUES ('old', 'app',"
            + " 'thing', 'demo.v', 'rows', 'd', 's', '{}', '{integer}', 'SELECT 1', '{demo.v}')");

    EarlierRelease.upgrade(earlier);
    assertThat(CaptureFixture.captured(earlier, "thing").problem()).isNotBlank();

    CaptureFixture.install(earlier, VIEW);
    assertThat(CaptureFixture.captured(earlier, "thing").problem()).isNull();
    assertThat(CaptureFixture.live(earlier)).containsExactly("state=AK[1]");
  }
}
