package dev.holdfast.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import dev.holdfast.it.server.ServerTest;
import dev.holdfast.it.server.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL on a device gets of PostgreSQL's types; listed in docs/specs/device.md. */
@DisplayName("Queries on a device")
class QueriesTest extends ServerTest {
  private static final String COLUMNS =
      "id, small, big, open, height, weight, price, name, code, mood, uid, day, at, stamp, moment, span,"
          + " raw, doc, docb, tags, part";

  private final String application = unique("queries");
  private final String schema = application.replace('-', '_');

  private String source(String version, String indexes) {
    return """
        application: NAME
        version: VERSION
        roles: [NAME-worker]
        tables:
          thing:
            source: SCHEMA.thing
            key: [id]
            columns: [COLUMNS]
            scope: "true"
            indexes: INDEXES
        """
        .replace("NAME", application)
        .replace("VERSION", version)
        .replace("SCHEMA", schema)
        .replace("COLUMNS", COLUMNS)
        .replace("INDEXES", indexes);
  }

  private void fill() {
    sql(
        "CREATE SCHEMA " + schema,
        "CREATE TYPE " + schema + ".mood AS ENUM ('sad', 'glad')",
        """
        CREATE TABLE %1$s.thing (id integer PRIMARY KEY, small smallint, big bigint, open boolean,
          height double precision, weight real, price numeric(12, 2), name text, code varchar(10), mood %1$s.mood,
          uid uuid, day date, at time, stamp timestamp, moment timestamptz, span interval, raw bytea, doc json,
          docb jsonb, tags text[], part int4range)\
        """
            .formatted(schema),
        """
        INSERT INTO %s.thing VALUES (1, 2, 9007199254740993, true, 0.1, 0.5, 12.50, 'Ä', '00501', 'glad',
          'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '2026-12-01', '08:15', '2026-12-01 08:15',
          '2026-12-01 09:15:00.5+01', '1 day 2 hours', '\\x01ff', '{"b": 1,  "a": [1]}', '{"b": 1, "a": [1]}',
          '{a,b c}', '[1,5)')\
        """
            .formatted(schema),
        "INSERT INTO %s.thing (id, open, price, height) VALUES (2, false, 9.00, 'NaN')"
            .formatted(schema));
  }

  private Holdfast synced(Path store) {
    TestUser worker = newUser(Set.of(application + "-worker"), Map.of());
    Holdfast device = Holdfast.open(store, "secret".toCharArray());
    device.signIn(TestServer.api().toString(), worker.name(), worker.password(), "a tablet");
    device.sync();
    return device;
  }

  @Test
  @DisplayName("get values of the classes that the specification lists, and find rows by them")
  void types(@TempDir Path store) {
    fill();
    deployPackage(source("1.0.0", "[]"));
    try (Holdfast device = synced(store)) {
      Map<String, Object> row = device.query("SELECT * FROM thing WHERE open").get(0);

      assertThat((byte[]) row.get("raw")).containsExactly(1, -1);
      row.remove("raw");
      assertThat(row)
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry("id", 1),
                  Map.entry("small", 2),
                  Map.entry("big", 9007199254740993L),
                  Map.entry("open", 1),
                  Map.entry("height", 0.1),
                  Map.entry("weight", 0.5),
                  Map.entry("price", "12.50"),
                  Map.entry("name", "Ä"),
                  Map.entry("code", "00501"),
                  Map.entry("mood", "glad"),
                  Map.entry("uid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
                  Map.entry("day", "2026-12-01"),
                  Map.entry("at", "08:15:00"),
                  Map.entry("stamp", "2026-12-01 08:15:00"),
                  Map.entry("moment", "2026-12-01 08:15:00.5+00"),
                  Map.entry("span", "1 day 02:00:00"),
                  Map.entry("doc", "{\"b\": 1,  \"a\": [1]}"),
                  Map.entry("docb", "{\"a\": [1], \"b\": 1}"),
                  Map.entry("tags", "{a,\"b c\"}"),
                  Map.entry("part", "[1,5)")));
      assertThat(device.query("SELECT height, mood FROM thing WHERE NOT open").get(0))
          .containsEntry("height", "NaN")
          .containsEntry("mood", null);
      for (String condition :
          new String[] {
            "big = 9007199254740993",
            "height < 0.2",
            "CAST(price AS REAL) > 10",
            "code = '00501'",
            "day BETWEEN '2026-11-30' AND '2026-12-02'",
            "date(day, '+1 day') = '2026-12-02'",
            "moment > '2026-12-01 08:15:00+00'",
            "datetime(replace(moment, '+00', 'Z')) = '2026-12-01 08:15:00'",
            "doc ->> '$.b' = 1",
            "hex(raw) = '01FF'",
          }) {
        assertThat(device.query("SELECT id FROM thing WHERE " + condition))
            .as(condition)
            .containsExactly(Map.of("id", 1));
      }
    }
  }

  @Test
  @DisplayName("have the indexes that another version asks for, and no row is sent for them")
  void indexes(@TempDir Path store) {
    fill();
    deployPackage(source("1.0.0", "[]"));
    try (Holdfast device = synced(store)) {
      deployPackage(source("1.1.0", "[[mood, day], name]"));

      SyncResult result = device.sync();

      assertThat(result.down().rows()).isZero();
      assertThat(device.query("SELECT id FROM thing WHERE mood = ? AND day >= ?", "glad", "2026"))
          .containsExactly(Map.of("id", 1));
      assertThat(device.verify().match()).isTrue();
    }
  }
}
