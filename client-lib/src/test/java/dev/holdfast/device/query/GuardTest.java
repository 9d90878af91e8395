package dev.holdfast.device.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.Device;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A query of an application")
class GuardTest {
  /** What SQLite makes no call of, so that it does not list it or knows it by another name. */
  private static final Set<String> NO_CALLS = Set.of("iif", "->", "->>");

  private final Device device = Device.alice(3);

  @BeforeEach
  void fill() {
    device.peer().airport("AK", "ANC", "Anchorage");
    device.peer().planned("AK", "ANC", "alice");
    device.holdfast().sync();
  }

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM airport",
        "select Name from AIRPORT where iata='ANC';",
        " -- a comment; with 'quotes\n /* and ; another */ SELECT 1 ; -- and a last one",
        "SELECT ';' AS a, \"iata\" AS \";\" FROM airport",
        "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i FROM n",
        "VALUES (1, 2), (3, 4)",
        "SELECT * FROM \"airfield-inspection/airport\"",
        "SELECT * FROM main.airport",
        "SELECT stage, count(*) AS n, max(version) AS v FROM inspection GROUP BY stage HAVING n > 0",
        "SELECT name, row_number() OVER (ORDER BY name) AS n, lag(name) OVER (ORDER BY name) AS l FROM airport",
        "SELECT key, value FROM json_each('[1, 2]')",
        "SELECT name || ' ' || upper(city) AS n, name LIKE 'a%' AS l, name GLOB 'A*' AS g FROM airport",
        "SELECT json_extract('{\"a\": 1}', '$.a') AS a, '{\"a\": 1}' ->> 'a' AS b, date('now') AS d",
        "SELECT * FROM airport WHERE name = 'half_' OR name = 'xhf_y'",
        "SELECT name FROM airport UNION SELECT stage FROM inspection EXCEPT SELECT 'x' ORDER BY 1",
        "SELECT * FROM airport a LEFT JOIN inspection i ON i.site = a.iata WHERE EXISTS (SELECT 1)",
        "SELECT count(*) AS series FROM airport",
      })
  @DisplayName("may ask anything of the views")
  void allowed(String sql) {
    device.another().close();
    if (sql.contains("LEFT JOIN")) {
      assertThat(device.holdfast().query(sql)).hasSize(1);
    } else {
      assertThat(device.holdfast().query(sql)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- nothing",
        "DELETE FROM airport",
        "INSERT INTO airport (iata) VALUES ('X')",
        "UPDATE airport SET name = 'x'",
        "REPLACE INTO airport (iata) VALUES ('X')",
        "DROP VIEW airport",
        "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t (a)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "PRAGMA user_version",
        "PRAGMA query_only = OFF",
        "PRAGMA rekey = 'x'",
        "ATTACH 'other.db' AS other",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO 'copy.db'",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT s",
        "ANALYZE",
        "REINDEX",
        "EXPLAIN SELECT 1",
        "/* SELECT */ PRAGMA user_version",
        "selectx",
      })
  @DisplayName("can be nothing but a query")
  void onlyQueries(String sql) {
    refused(sql, "Only queries are possible");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM hf_setting | line 1, column 15",
        "SELECT * FROM HF_Setting | line 1, column 15",
        "SELECT * FROM \"hf_setting\" | line 1, column 16",
        "SELECT * FROM 'hf_setting' | line 1, column 16",
        "SELECT * FROM `hf_setting` | line 1, column 16",
        "SELECT * FROM [hf_setting] | line 1, column 16",
        "SELECT * FROM main.hf_setting | line 1, column 20",
        "SELECT * FROM main.'hf_setting' | line 1, column 21",
        "SELECT 1 WHERE 'account' IN hf_setting | line 1, column 29",
        "SELECT * FROM airport, hf_data_1 | column 24",
        "SELECT (SELECT value FROM hf_setting) | column 27",
        "WITH x AS (SELECT * FROM hf_action) SELECT * FROM x | column 26",
        "SELECT * FROM hf_case | column 15",
        "SELECT $a(') , hf_setting.value FROM hf_setting WHERE '' = $b(') | column 16",
        "SELECT * FROM/**/hf_setting | column 18",
        "SELECT * FROM sqlite_master | column 15",
        "SELECT sql FROM sqlite_schema | column 17",
        "SELECT * FROM sqlite_temp_master | column 15",
        "SELECT * FROM sqlite_dbpage | column 15",
        "SELECT * FROM pragma_database_list | column 15",
        "SELECT * FROM pragma_table_info('airport') | column 15",
        "SELECT * FROM PRAGMA_KEY | column 15",
        "SELECT sqlite_version() | column 8",
        "SELECT value FROM \uFEFFhf_setting | column 20",
        "SELECT * FROM \uFEFFsqlite_schema | column 16",
        "SELECT * FROM \uFEFFpragma_module_list | column 16",
      })
  @DisplayName("can't name what is the store's own, however it is written, and is told where")
  void ownNames(String sql, String where) {
    refused(sql, "belong to the store");
    refused(sql, where);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT load_extension('x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('FILE', 'x')",
        "SELECT count(writefile('FILE', 'x')) FROM airport",
        "SELECT name FROM airport ORDER BY writefile('FILE', name)",
        "SELECT name FROM airport WHERE writefile('FILE', name)",
        "WITH w AS (SELECT writefile('FILE', name) AS n FROM airport) SELECT n FROM w",
        "SELECT fts3_tokenizer('simple')",
        "SELECT fts5(1)",
        "SELECT edit('x')",
        "SELECT randomblob(1000000000)",
        "SELECT zeroblob(1000000000)",
        "SELECT last_insert_rowid()",
      })
  @DisplayName("can't call functions that do more than compute")
  void functions(String sql) {
    Path file = device.store().resolve("written");

    assertThatThrownBy(() -> device.holdfast().query(sql.replace("FILE", file.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(can't be used in queries|no such function|may not be used).*");
    assertThat(Files.exists(file)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM dbstat",
        "SELECT * FROM fsdir('/')",
        "SELECT * FROM \"fsdir\"('/')",
        "SELECT * FROM bytecode('SELECT 1')",
        "SELECT * FROM tables_used('SELECT 1')",
        "SELECT * FROM zipfile('x')",
        "SELECT * FROM sqlar",
      })
  @DisplayName("can't open other kinds of tables")
  void tables(String sql) {
    assertThatThrownBy(() -> device.holdfast().query(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).*(can't be queried|no such (table|module)).*");
  }

  @Test
  @DisplayName("is one query")
  void one() {
    refused("SELECT 1;\nDROP VIEW airport", "One query at a time: at line 2, column 1");
    refused("SELECT ';' ; SELECT 2", "line 1, column 14");
  }

  @Test
  @DisplayName("can't write by the back door of WITH")
  void with() {
    assertThatThrownBy(
            () -> device.holdfast().query("WITH x AS (SELECT 1) DELETE FROM airport WHERE 1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(device.holdfast().query("SELECT * FROM airport")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT nme FROM airport | no such column: nme (line 1, column 8)",
        "SELECT * FRM airport | near \"FRM\": syntax error (line 1, column 10)",
        "SELECT * FROM airprt | no such table: airprt (line 1, column 15). There are: airfield-inspection/airport, airfield-inspection/inspection, airport, inspection.",
        "SELECT foo(1) | no such function: foo (line 1, column 8)",
        "SELECT (1 | incomplete input",
        "SELECT 1 AS a, 2 AS a | Two columns of the query are called 'a'",
        "SELECT ? AS a | The query has 1 parameters (?), and 0 arguments were given",
      })
  @DisplayName("that is not valid is told what is wrong and where")
  void invalid(String sql, String message) {
    refused(sql, message);
  }

  private void refused(String sql, String message) {
    assertThatThrownBy(() -> device.holdfast().query(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("may call nothing but what SQLite has and is listed as harmless")
  void known() {
    try (Database database = Database.open(device.store(), Device.key(), Long.MAX_VALUE)) {
      List<String> functions =
          database.read(
              connection ->
                  Sql.list(
                      connection,
                      "SELECT name FROM pragma_function_list",
                      row -> row.getString(1)));
      Set<String> unknown = new TreeSet<>(Functions.all());
      functions.forEach(unknown::remove);
      unknown.removeAll(NO_CALLS);
      assertThat(unknown).isEmpty();
    }
  }
}
