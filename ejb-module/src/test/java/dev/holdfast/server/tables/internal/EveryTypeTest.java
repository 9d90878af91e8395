package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.Finding;
import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.kernel.digest.RowHash;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values of every common type, at their edges, as column and as key: what capture hashed is what a
 * sync sends, whatever the settings of the session that wrote it.
 */
class EveryTypeTest {
  private static final String PINNED =
      "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';"
          + " SET bytea_output = 'hex'; SET extra_float_digits = 1";

  /** In one block, so that the driver doesn't see settings that it can't work under. */
  private static final String FOREIGN =
      """
      DO $do$ BEGIN
      SET TimeZone = 'Asia/Kathmandu'; SET DateStyle = 'German'; SET IntervalStyle = 'sql_standard';
      SET bytea_output = 'escape'; SET extra_float_digits = -5; SET search_path = demo;
      %s
      RESET ALL;
      END $do$\
      """;

  /**
   * A type and values of it, as SQL writes them.
   *
   * @param type the type
   * @param values expressions; NULL is added
   */
  record Values(String type, List<String> values) {
    @Override
    public String toString() {
      return type;
    }
  }

  static List<Values> columns() {
    return List.of(
        of(
            "text",
            "''",
            "'a'",
            "U&'\\+01F600 \\0301e\\200B'",
            "E'tab\\t nl\\n \\x01 \\x7f \"q\" \\\\'"),
        of("varchar(20)", "'x  '", "''"),
        of("char(5)", "'ab'", "''"),
        of("smallint", "-32768", "32767"),
        of("integer", "-2147483648", "0"),
        of("bigint", "9223372036854775807", "-9223372036854775808"),
        of("numeric", "'NaN'", "'Infinity'", "'-Infinity'", "1.500", "1e-100", "1e100", "-0.0"),
        of("numeric(12,2)", "1.5", "-9999999999.99"),
        of("float8", "'-0'", "'NaN'", "'-Infinity'", "5e-324", "1.7976931348623157e308", "0.1"),
        of("float4", "'-0'", "'NaN'", "'Infinity'", "1e-45", "3.4028235e38", "0.1"),
        of(
            "timestamptz",
            "'infinity'",
            "'-infinity'",
            "'4713-01-01 00:00:00+00 BC'",
            "'294276-12-31 23:59:59.999999+00'",
            "'2026-03-29 02:30:00.000001+01'"),
        of("timestamp", "'infinity'", "'0044-03-15 12:00 BC'", "'2026-01-01 00:00:00.1'"),
        of("date", "'infinity'", "'4713-01-01 BC'", "'2024-02-29'"),
        of("time", "'24:00'", "'00:00:00.000001'", "'00:00'", "'23:59:59.999999'"),
        of("timetz", "'12:00:00+05:45'", "'00:00-15:59'"),
        of("interval", "'1 mon -2 days 03:04:05.678'", "'-1 year'", "'0'"),
        of("uuid", "'00000000-0000-0000-0000-000000000000'"),
        of("boolean", "true", "false"),
        of("bytea", "''", "'\\x00ff5c27'::bytea"),
        of("json", "'{\"b\" : 1, \"a\":[1,  2], \"b\":2}'", "'null'"),
        of("jsonb", "'{\"b\":1.00,\"a\":\"\\u00e9\\ud83d\\ude00\"}'", "'null'"),
        of("text[]", "'{}'", "ARRAY['a,b', '\"', NULL, '', 'NULL']", "'[2:3]={x,y}'"),
        of("float8[]", "ARRAY[0.1, 'NaN', -0.0]"),
        of("timestamptz[]", "ARRAY['2026-01-01 00:00+01'::timestamptz, 'infinity']"),
        of("int[]", "'{{1,2},{3,4}}'"),
        of("demo.mood", "'so so'", "'ok'"),
        of("demo.percent", "99.5"),
        of("demo.pair", "ROW(1, 'a \"b\", c')::demo.pair"),
        of("int4range", "'[1,5)'", "'empty'", "'(,3]'"),
        of("tstzrange", "'[2026-01-01 00:00+01, infinity)'"),
        of("inet", "'10.0.0.1/8'", "'::1'", "'10.0.0.1'", "'10.0.0.0/8'", "'::ffff:10.0.0.1'"),
        of("cidr", "'192.168.0.0/16'", "'192.168.0.0/17'", "'192.168.0.0'", "'::/0'", "'0/0'"),
        of("macaddr", "'08:00:2b:01:02:03'", "'00:00:00:00:00:00'"),
        of("bit(4)", "B'0101'"),
        of("varbit", "B''", "B'1'"),
        of("point", "'(0.1,-0)'"),
        of("tsvector", "'a:1A b:2'"),
        of("xml", "'<a b=\"1\">&amp;</a>'"));
  }

  private static Values of(String type, String... values) {
    return new Values(type, List.of(values));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void whatWasHashedIsWhatIsSent(Values values) throws SQLException {
    TestDatabase database = database(values.type(), "id int PRIMARY KEY");
    install(database, "id");
    write(database, FOREIGN.formatted(inserts(values)));
    assertSound(database, values.values().size() + 1);

    write(database, FOREIGN.formatted("UPDATE demo.t SET id = id + 100, v = v WHERE id % 2 = 0;"));
    write(database, "UPDATE demo.t SET v = NULL WHERE id = 1; DELETE FROM demo.t WHERE id = 0");
    assertSound(
        database, database.jdbc().list("SELECT id FROM demo.t", row -> row.getInt(1)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text", "text COLLATE \"C\"", "varchar(30)", "uuid", "smallint", "integer", "bigint",
        "numeric(12,2)", "date", "timestamptz", "timestamp", "bytea", "boolean", "demo.mood",
        "time", "inet", "cidr", "macaddr"
      })
  void everyKeyIsFoundAgainAlsoWhenKeysAreSwapped(String type) throws SQLException {
    String plain = type.split(" ", 2)[0];
    Values values =
        columns().stream().filter(v -> v.type().equals(plain)).findFirst().orElse(of(plain, "'x'"));
    TestDatabase database =
        database(type, "id int, sub text DEFAULT 'é', PRIMARY KEY (v, sub) DEFERRABLE");
    install(database, "v", "sub");
    List<String> keys = values.values();
    write(
        database,
        FOREIGN.formatted(
            IntStream.range(0, keys.size())
                .mapToObj(
                    i -> "INSERT INTO demo.t (id, v) VALUES (" + i + ", " + keys.get(i) + ");")
                .collect(Collectors.joining())));
    assertSound(database, keys.size());

    int last = keys.size() - 1;
    write(
        database,
        "BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE demo.t SET v = %s WHERE id = %d;"
                .formatted(keys.get(0), last)
            + " UPDATE demo.t SET v = %s WHERE id = 0; COMMIT".formatted(keys.get(last)));
    write(database, "UPDATE demo.t SET sub = 'z' WHERE id = 0");
    assertSound(database, keys.size());
  }

  /** What a key has to be: spellings of one value, and values that are nearly the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inet|10.0.0.1, 10.0.0.1/32, 10.0.0.1/24, 10.0.0.0/24, 10.0.0.0, 10.0.0.1/31, 0.0.0.0,"
            + " 0.0.0.0/0, 255.255.255.255, ::, ::/0, ::/128, ::1, 0:0::1, ::10.0.0.1, ::a00:1,"
            + " ::ffff:10.0.0.1, ::FFFF:0a00:0001, ::ffff:10.0.0.1/120, 2001:db8::1,"
            + " 2001:DB8:0:0:0:0:0:1/128, 2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1, fe80::1/64,"
            + " fe80::1",
        "cidr|10, 10.0.0.0/8, 10.0.0.0/9, 10.0.0.0/32, 10.0.0.0, 0/0, 0.0.0.0/0, 0.0.0.0/32, ::/0,"
            + " ::/128, ::ffff:10.0.0.0/104, 2001:db8::/32, 2001:0db8::/32, 192.168, 192.168.0/24,"
            + " 192.168.0.0/24, 192.168.0.0/16",
        "macaddr|08:00:2b:01:02:03, 08-00-2B-01-02-03, 08002b:010203, 08002b010203,"
            + " 00:00:00:00:00:00, ff:ff:ff:ff:ff:ff, 08:00:2b:01:02:04",
        "time|00:00, 24:00, 24:00:00.000000, 00:00:00.000001, 00:00:00.0000014, 12:00, 12:00 PM,"
            + " 12:00:00.10, 12:00:00.1, 23:59:59.999999, 23:59:59.9999999, 23:59:60",
        "timestamptz|2026-01-01 00:00+01, 2025-12-31 23:00Z, infinity, -infinity, 0044-03-15 BC"
      })
  void valuesOfAKeyAreEqualIfTheirTextsAre(String type, String spellings) throws SQLException {
    String same =
        "SELECT count(*), count(*) FILTER (WHERE (a::%1$s = b::%1$s) <> (a::%1$s::text = b::%1$s::text))"
            + " FROM unnest(?::text[]) a, unnest(?::text[]) b";
    String[] values = spellings.split(", ");
    try (Connection connection = TestDatabase.create().dataSource().getConnection()) {
      Sql sql = new Sql(connection);
      sql.run(PINNED);
      List<Long> counts =
          sql.one(
                  same.formatted(type),
                  row -> List.of(row.getLong(1), row.getLong(2)),
                  values,
                  values)
              .orElseThrow();
      assertThat(counts).containsExactly((long) values.length * values.length, 0L);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numeric",
        "float8",
        "interval",
        "timetz",
        "jsonb",
        "text[]",
        "macaddr8",
        "bit(4)"
      })
  void aKeyWhoseValuesMayHaveSeveralTextsIsRefused(String type) throws SQLException {
    TestDatabase database = database(type, "id int, PRIMARY KEY (v)");
    List<Finding> findings = database.jdbc().with(sql -> new UnitInstaller(sql).install(unit("v")));
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> assertThat(finding.code()).isEqualTo("type-not-supported"));
  }

  private static String inserts(Values values) {
    StringBuilder inserts = new StringBuilder("INSERT INTO demo.t (id) VALUES (0);");
    for (int i = 0; i < values.values().size(); i++) {
      inserts.append("INSERT INTO demo.t (id, v) VALUES (");
      inserts.append(i + 1).append(", ").append(values.values().get(i)).append(");");
    }
    return inserts.toString();
  }

  /** Every row is captured once, with the hash of the line that a sync sends. */
  private static void assertSound(TestDatabase database, int rows) throws SQLException {
    var unit = CaptureFixture.captured(database, "thing");
    try (Connection connection = database.dataSource().getConnection()) {
      Sql sql = new Sql(connection);
      sql.run(PINNED);
      List<Long> sent =
          sql.list(
              unit.lines() + " WHERE NOT c.deleted",
              row -> RowHash.of(row.getString("key"), row.getString("content")));
      List<Long> hashed =
          sql.list(
              "SELECT hash FROM holdfast.capture_" + unit.name() + " WHERE hash IS NOT NULL",
              row -> row.getLong(1));
      assertThat(sent).hasSize(rows).containsExactlyInAnyOrderElementsOf(hashed);
      assertThat(Settled.run(sql, unit.name(), false).isClean()).isTrue();
    }
  }

  private static TestDatabase database(String type, String rest) throws SQLException {
    TestDatabase database = TestDatabase.create();
    write(
        database,
        "CREATE SCHEMA demo; CREATE TYPE demo.mood AS ENUM ('so so', 'ok');"
            + " CREATE TYPE demo.pair AS (a int, b text);"
            + " CREATE DOMAIN demo.percent AS numeric(5,2) CHECK (value <= 100);"
            + " CREATE TABLE demo.t (v %s, %s)".formatted(type, rest));
    return database;
  }

  private static void install(TestDatabase database, String... key) throws SQLException {
    CaptureFixture.install(database, unit(key));
  }

  private static CaptureUnit unit(String... key) {
    return new CaptureUnit(
        "app",
        "thing",
        "tables.thing",
        "demo.t",
        List.of(),
        Arrays.asList(key),
        List.of("id", "v"),
        List.of(new Alternative(List.of())),
        ReceiveStrategy.CHANGES,
        "thing-1");
  }

  private static void write(TestDatabase database, String statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      new Sql(connection).run(statements);
    }
  }
}
