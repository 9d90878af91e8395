package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Hop;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.CapturedUnit;
import dev.holdfast.server.tables.api.Expression.Column;
import dev.holdfast.server.tables.api.UnitSource;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to the tables that are captured, without a word to us. */
class SchemaChangeTest {
  private static final CaptureUnit THING =
      new CaptureUnit(
          "holdfast",
          "thing",
          "tables.thing",
          "demo.thing",
          List.of(),
          List.of("id"),
          List.of("id", "name", "site"),
          List.of(
              new Alternative(
                  List.of(
                      new Term(
                          List.of("site", "state"),
                          List.of(new Hop(new Column("site"), "demo.site", "id")),
                          new Column("state"),
                          null)))),
          ReceiveStrategy.CHANGES,
          "thing-1");

  private final UnitSource source =
      new UnitSource() {
        @Override
        public List<CaptureUnit> of(ApplicationPackage definition) {
          return List.of();
        }

        @Override
        public List<CaptureUnit> always() {
          return List.of(THING);
        }
      };

  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void install() throws SQLException {
    run(
        "CREATE SCHEMA demo; CREATE TABLE demo.site (id int PRIMARY KEY, state text, note text);"
            + " CREATE TABLE demo.thing (id int PRIMARY KEY, name text, site int, note text);"
            + " INSERT INTO demo.site VALUES (1, 'AK'); INSERT INTO demo.thing VALUES (1, 'a', 1)");
    keep();
    assertThat(unit().problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE demo.thing DROP COLUMN name",
        "ALTER TABLE demo.thing RENAME COLUMN name TO title",
        "ALTER TABLE demo.thing DROP COLUMN site",
        "ALTER TABLE demo.thing RENAME TO stuff",
        "ALTER TABLE demo.thing SET SCHEMA public",
        "ALTER SCHEMA demo RENAME TO other",
        "ALTER TABLE demo.thing DROP CONSTRAINT thing_pkey",
        "ALTER TABLE demo.site DROP COLUMN state",
        "ALTER TABLE demo.site RENAME TO place",
        "DROP TABLE demo.site"
      })
  void aSourceThatNoLongerFitsBreaksNoWriterAndIsSaid(String change) throws SQLException {
    run(change);

    run(writes());
    keep();

    assertThat(unit().problem()).isNotBlank();
    assertThat(openAlerts()).containsExactly("holdfast/thing " + unit().problem());
    run(writes());
    keep();
    assertThat(openAlerts()).as("it is said once").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE demo.thing ALTER COLUMN name TYPE varchar(40)",
        "ALTER TABLE demo.thing ALTER COLUMN id TYPE bigint",
        "ALTER TABLE demo.thing ADD COLUMN extra text DEFAULT 'x'",
        "ALTER TABLE demo.thing DROP COLUMN note",
        "ALTER TABLE demo.site ALTER COLUMN state TYPE varchar(10)"
      })
  void aSourceThatStillFitsIsCapturedAsItIsNow(String change) throws SQLException {
    run(change);
    run(writes());
    keep();
    run(writes());

    assertThat(unit().problem()).isNull();
    assertThat(live()).isEqualTo(rows()).isPositive();
    assertThat(new UnitWork(database.jdbc()).verify(unit().name(), "admin").isClean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "numeric(12,2)|1.5|numeric(12,4)",
        "numeric(12,2)|1.5|numeric",
        "timestamp|'2026-01-02 03:04:05.678'|timestamp(0)",
        "varchar(20)|'a long one'|varchar(3)"
      })
  void aColumnThatIsRewrittenUnderTheSameTypeIsComparedAnew(
      String before, String value, String after) throws SQLException {
    run("ALTER TABLE demo.thing ALTER COLUMN name TYPE %s USING %s".formatted(before, value));
    keep();

    run("ALTER TABLE demo.thing ALTER COLUMN name TYPE %s USING name::%s".formatted(after, after));
    keep();

    assertThat(unit().problem()).isNull();
    List<Long> sent =
        database
            .jdbc()
            .list(
                unit().lines() + " WHERE NOT c.deleted",
                row -> RowHash.of(row.getString("key"), row.getString("content")));
    assertThat(sent)
        .isNotEmpty()
        .isEqualTo(
            database
                .jdbc()
                .list(
                    "SELECT hash FROM %s".formatted(CaptureNames.captureTable(unit().name())),
                    row -> row.getLong(1)));
  }

  @Test
  void aDroppedSourceIsSaid() throws SQLException {
    run("DROP TABLE demo.thing");
    keep();
    assertThat(unit().problem()).contains("demo.thing");
  }

  @Test
  void whatIsRightAgainIsMadeWholeAndComesAnew() throws SQLException {
    String before = unit().definition();
    run("ALTER TABLE demo.thing RENAME COLUMN name TO title");
    run("INSERT INTO demo.thing VALUES (2, 'b', 1)");
    keep();
    run("ALTER TABLE demo.thing RENAME COLUMN title TO name");
    keep();

    assertThat(unit().problem()).isNull();
    assertThat(live()).isEqualTo(2);
    assertThat(unit().definition()).as("devices can't know what they missed").isNotEqualTo(before);
    assertThat(openAlerts()).isEmpty();
    String renewed = unit().definition();
    keep();
    assertThat(unit().definition()).isEqualTo(renewed);
  }

  /** Statements of every kind on whatever the tables are called now. */
  private String writes() {
    String tables =
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relkind = 'r' AND c.relname IN ('thing', 'stuff', 'site', 'place')";
    StringBuilder writes = new StringBuilder();
    for (String table : database.jdbc().list(tables, row -> row.getString(1))) {
      writes.append(
          """
          INSERT INTO %1$s (id) SELECT 1 + max(id) FROM %1$s;
          UPDATE %1$s SET id = id;
          UPDATE %1$s SET id = id + 1000 WHERE id = 1;
          UPDATE %1$s SET id = 1 WHERE id = 1001;
          DELETE FROM %1$s WHERE id = (SELECT max(id) FROM %1$s);
          INSERT INTO %1$s (id) SELECT 1 + max(id) FROM %1$s;
          """
              .formatted(table));
    }
    return writes.toString();
  }

  private void keep() throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      new CaptureKeeper(InstalledCapture.on(connection), List.of(source)).keepOwn();
      connection.commit();
    }
  }

  private CapturedUnit unit() {
    return CaptureFixture.captured(database, "thing");
  }

  private long live() {
    return database
        .jdbc()
        .list(unit().lines() + " WHERE NOT c.deleted", row -> row.getString("key"))
        .stream()
        .distinct()
        .count();
  }

  private long rows() {
    return database
        .jdbc()
        .one(
            "SELECT count(*) FROM demo.thing t JOIN demo.site s ON s.id = t.site WHERE s.state IS"
                + " NOT NULL",
            row -> row.getLong(1))
        .orElseThrow();
  }

  private void run(String statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      new Sql(connection).run(statements);
    }
  }

  private List<String> openAlerts() {
    return database
        .jdbc()
        .list(
            "SELECT subject || ' ' || detail FROM holdfast.raised_alert"
                + " WHERE kind = 'problem' AND closed_at IS NULL",
            row -> row.getString(1));
  }
}
