package dev.holdfast.device.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.device.Holdfast;
import dev.holdfast.device.HoldfastBuilder;
import dev.holdfast.device.peer.Peer;
import dev.holdfast.device.store.salvage.DamagedFile;
import dev.holdfast.device.store.salvage.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link StoreEngine} has to hold: an implementation is tested by a class that extends
 * this. The peer stands in for a server.
 */
public abstract class StoreEngineContract {
  private static final int BUSY = 5;
  private static final int READ_ONLY = 8;
  private static final int INTERRUPTED = 9;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;
  private static final int PAGE_BYTES = 4096;
  private static final String SECRET = "nobody-reads-this-in-a-file";
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory = Path.of("unset");

  /** The engine that is tested. */
  protected abstract StoreEngine engine();

  private static byte[] key(int seed) {
    byte[] key = new byte[StoreEngine.KEY_BYTES + StoreEngine.SALT_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (seed + 31 * i);
    }
    return key;
  }

  private Path file() {
    return directory.resolve("a ?'%#&store.db");
  }

  private Connection open() throws SQLException {
    return open(file(), key(1));
  }

  private Connection open(Path file, byte[] key) throws SQLException {
    Connection connection = engine().open(file, key);
    run(connection, "PRAGMA busy_timeout = 0");
    run(connection, "PRAGMA journal_mode = WAL");
    run(connection, "PRAGMA synchronous = FULL");
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<@Nullable Object> row(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getObject(i));
        }
        return values;
      }
    }
  }

  private static int primary(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private int failure(Connection connection, String sql) {
    SQLException e = catchThrowableOfType(SQLException.class, () -> run(connection, sql));
    Objects.requireNonNull(e, sql);
    assertThat(engine().code(e) & 0xff).isEqualTo(primary(e));
    return primary(e);
  }

  /** Closes without anything of the log left over. */
  private static void settle(Connection connection) throws SQLException {
    run(connection, "PRAGMA journal_mode = DELETE");
    connection.close();
  }

  private static void fill(Connection connection) throws SQLException {
    run(connection, "CREATE TABLE word (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT)");
    run(connection, "CREATE INDEX word_text ON word (text)");
    run(connection, "CREATE VIEW shown AS SELECT text FROM word");
    run(connection, "BEGIN IMMEDIATE");
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO word (text) VALUES (?)")) {
      for (int i = 0; i < 2_000; i++) {
        insert.setString(1, SECRET + i);
        insert.executeUpdate();
      }
    }
    run(connection, "PRAGMA user_version = 7");
    run(connection, "COMMIT");
  }

  @Test
  @DisplayName("makes a file that begins with its salt and in which nothing can be read")
  void encrypts() throws SQLException, IOException {
    byte[] key = key(1);
    try (Connection connection = open(file(), key)) {
      fill(connection);
      assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
      assertThat(Files.readString(Path.of(file() + "-wal"), StandardCharsets.ISO_8859_1))
          .doesNotContain(SECRET);
      settle(connection);
    }

    assertThat(key).isEqualTo(key(1));
    byte[] bytes = Files.readAllBytes(file());
    assertThat(Arrays.copyOf(bytes, StoreEngine.SALT_BYTES))
        .isEqualTo(Arrays.copyOfRange(key, StoreEngine.KEY_BYTES, key.length));
    assertThat(bytes.length % PAGE_BYTES).isZero();
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    try (Connection again = open()) {
      assertThat(row(again, "SELECT count(*) FROM word")).containsExactly(2_000);
    }
  }

  @Test
  @DisplayName("writes file and log in the form that a repair reads without it")
  void form() throws SQLException, IOException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    try (Connection connection = open()) {
      run(connection, "INSERT INTO word (text) VALUES ('in the log')");

      List<Row> rows = new ArrayList<>();
      try (DamagedFile file = new DamagedFile(file(), key(1))) {
        assertThat(file.isReadable()).isTrue();
        assertThat(file.hasWholeLog()).isTrue();
        rows.addAll(file.content("word").rows());
      }
      assertThat(rows).hasSize(2_001).anyMatch(row -> "in the log".equals(row.text(1)));
      assertThat(DamagedFile.version(file(), key(1))).hasValue(7);
    }
  }

  @Test
  @DisplayName("says that a file is none of another key's, as one whose first page is damaged")
  void wrongKey() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    byte[] other = key(1);
    other[0] ^= 1;

    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () -> {
              try (Connection connection = engine().open(file(), other)) {
                run(connection, "PRAGMA journal_mode = WAL");
                run(connection, "SELECT count(*) FROM sqlite_schema");
              }
            });

    assertThat(primary(e)).isEqualTo(NOT_A_DATABASE);
    assertThat(String.valueOf(e)).doesNotContain(HexFormat.of().formatHex(other));
  }

  @Test
  @DisplayName("shows a reader one state, whatever is committed, and tells cheaply that it was")
  void snapshots() throws SQLException {
    try (Connection writer = open();
        Connection reader = open()) {
      fill(writer);
      assertThat(row(writer, "PRAGMA journal_mode")).containsExactly("wal");
      List<@Nullable Object> before = row(reader, "PRAGMA data_version");
      run(reader, "BEGIN");
      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(2_000);

      run(writer, "DELETE FROM word");

      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(2_000);
      run(reader, "COMMIT");
      assertThat(row(reader, "SELECT count(*) FROM word")).containsExactly(0);
      assertThat(row(reader, "PRAGMA data_version")).isNotEqualTo(before);
      assertThat(row(writer, "PRAGMA wal_checkpoint(PASSIVE)")).first().isEqualTo(0);
    }
  }

  @Test
  @DisplayName("says busy while another connection writes, and takes back what is rolled back")
  void busy() throws SQLException {
    try (Connection one = open();
        Connection other = open()) {
      fill(one);
      run(one, "BEGIN IMMEDIATE");
      run(one, "DELETE FROM word");

      assertThat(failure(other, "BEGIN IMMEDIATE")).isEqualTo(BUSY);

      run(one, "ROLLBACK");
      run(one, "PRAGMA synchronous = NORMAL");
      run(other, "BEGIN IMMEDIATE");
      assertThat(row(other, "SELECT count(*) FROM word")).containsExactly(2_000);
      run(other, "COMMIT");
    }
  }

  @Test
  @DisplayName("tells mistakes, writes that are not allowed and a full file by SQLite's codes")
  void codes() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      assertThat(failure(connection, "SELECT nothing FROM nowhere")).isEqualTo(1);

      run(connection, "PRAGMA max_page_count = 20");
      assertThat(
              failure(connection, "INSERT INTO word (text) VALUES (hex(randomblob(1024 * 1024)))"))
          .isEqualTo(FULL);
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(2_000);

      run(connection, "PRAGMA query_only = ON");
      assertThat(failure(connection, "DELETE FROM word")).isEqualTo(READ_ONLY);
    }
  }

  @Test
  @DisplayName("finds a page that was changed, when it is read and when all are checked")
  void damage() throws SQLException, IOException {
    try (Connection connection = open()) {
      fill(connection);
      settle(connection);
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int page = 5; page < bytes.length / PAGE_BYTES - 2; page++) {
      bytes[page * PAGE_BYTES + 100] ^= 1;
    }
    Files.write(file(), bytes);

    try (Connection connection = open()) {
      assertThat(failure(connection, "SELECT sum(length(text)) FROM word NOT INDEXED"))
          .isIn(10, CORRUPT, NOT_A_DATABASE);
      String said;
      try {
        said = String.valueOf(row(connection, "PRAGMA integrity_check(10)").get(0));
      } catch (SQLException e) {
        said = "refused";
      }
      assertThat(said).isNotEqualTo("ok");
    }
  }

  @Test
  @DisplayName("copies everything under another key, whatever the file is called")
  void copy() throws SQLException {
    Path fresh = directory.resolve("a ?'%#&copy.db");
    try (Connection connection = open()) {
      fill(connection);
      run(connection, "DELETE FROM word WHERE id > 1990");
      engine().copy(connection, fresh, key(2));
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(1_990);
    }

    try (Connection copy = open(fresh, key(2))) {
      assertThat(row(copy, "PRAGMA user_version")).containsExactly(7);
      assertThat(row(copy, "PRAGMA integrity_check")).containsExactly("ok");
      assertThat(row(copy, "SELECT count(*) FROM shown")).containsExactly(1_990);
      assertThat(row(copy, "SELECT seq FROM sqlite_sequence WHERE name = 'word'"))
          .containsExactly(2_000);
      assertThat(row(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'word_text'"))
          .containsExactly(1);
    }
  }

  @Test
  @DisplayName("tells nobody the key of a copy that can't be made")
  void noCopy() throws SQLException {
    Path nowhere = directory.resolve("nowhere").resolve("copy.db");
    try (Connection connection = open()) {
      fill(connection);

      assertThatThrownBy(() -> engine().copy(connection, nowhere, key(2)))
          .isInstanceOf(SQLException.class)
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT))
                      .doesNotContain(
                          HexFormat.of().formatHex(Arrays.copyOf(key(2), StoreEngine.KEY_BYTES))));
    }
  }

  @Test
  @DisplayName("ends a statement as soon as somebody says so, and nothing afterwards")
  void stops() throws SQLException {
    AtomicBoolean stop = new AtomicBoolean();
    try (Connection connection = open()) {
      fill(connection);
      try (StoreEngine.Stop stopping =
          engine().stopWhen(connection, () -> stop.getAndSet(true) || stop.get())) {
        assertThat(failure(connection, ENDLESS)).isEqualTo(INTERRUPTED);
      }
      assertThat(
              row(
                  connection,
                  ENDLESS.replace("SELECT i + 1 FROM n)", "SELECT i + 1 FROM n WHERE i < 300000)")))
          .containsExactly(300_000);
    }
  }

  @Test
  @DisplayName("ends a copy as any statement")
  void stopsCopies() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      run(connection, "INSERT INTO word (text) SELECT a.text FROM word a, word b LIMIT 200000");
      try (StoreEngine.Stop stopping = engine().stopWhen(connection, () -> true)) {
        assertThatThrownBy(() -> engine().copy(connection, directory.resolve("copy.db"), key(2)))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(primary(e)).isEqualTo(INTERRUPTED));
      }
      assertThat(row(connection, "SELECT count(*) FROM word")).containsExactly(202_000);
    }
  }

  @Test
  @DisplayName("gives values back as they were given")
  void values() throws SQLException {
    byte[] bytes = {0, 1, -1, 127, -128};
    List<@Nullable Object> given =
        Arrays.asList(null, 1, -7_000_000_000L, -0.0, "Zoë\u0000 \uD83D\uDEEB", bytes, "");
    try (Connection connection = open()) {
      run(connection, "CREATE TABLE of_all (a, b, c, d, e, f, g)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO of_all VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")) {
        assertThat(insert.getParameterMetaData().getParameterCount()).isEqualTo(given.size());
        for (int i = 0; i < given.size(); i++) {
          insert.setObject(i + 1, given.get(i));
        }
        insert.setInt(2, 1);
        insert.setLong(3, -7_000_000_000L);
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }

      assertThat(row(connection, "SELECT * FROM of_all"))
          .usingRecursiveComparison()
          .isEqualTo(given);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT b AS x, c, d, e, f, a FROM of_all")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getMetaData().getColumnLabel(1)).isEqualTo("x");
        assertThat(row.getBoolean(1)).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
        assertThat(row.getLong(2)).isEqualTo(-7_000_000_000L);
        assertThat(row.getString(4)).isEqualTo(given.get(4));
        assertThat(row.getBytes(5)).isEqualTo(bytes);
        assertThat(row.getString(6)).isNull();
        assertThat(row.getLong(6)).isZero();
        assertThat(row.next()).isFalse();
      }
    }
  }

  @Test
  @DisplayName("shows SQLite's program for a query, by which queries are looked at")
  void explains() throws SQLException {
    try (Connection connection = open()) {
      fill(connection);
      List<String> called = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet program =
              statement.executeQuery("EXPLAIN SELECT load_extension(text) FROM word")) {
        while (program.next()) {
          if (program.getString(2).endsWith("Function")) {
            called.add(program.getString(6));
          }
        }
      }
      assertThat(called).anyMatch(name -> name.startsWith("load_extension("));
      assertThat(
              row(
                  connection,
                  "SELECT count(*) > 0 FROM pragma_module_list WHERE name = 'json_each'"))
          .containsExactly(1);
    }
  }

  /** The whole device on it. */
  @Test
  @DisplayName("carries a device: it syncs, performs, queries, is checked, repaired and opened")
  void device() throws IOException {
    Path store = directory.resolve("store");
    Peer peer = new Peer(CLOCK, Peer.alice());
    peer.segments().ofRows(20);
    for (int i = 0; i < 100; i++) {
      peer.airport("AK", "A" + i, "Name " + i);
    }
    UUID inspection = peer.planned("AK", "A1", "alice");
    try (Holdfast holdfast = builder(store, peer).open("a passphrase".toCharArray())) {
      holdfast.signIn("https://peer.invalid", "alice", "secret", "test");
      holdfast.sync();
      holdfast.perform(inspection, "arrive", Map.of());

      assertThat(holdfast.query("SELECT iata FROM airport WHERE name GLOB ?", "Name 1*"))
          .hasSize(11);
      assertThat(holdfast.checkIntegrity().problems()).isEmpty();
      holdfast.sync();
      holdfast.perform(inspection, "record", Map.of("defects", 3L));
      assertThat(holdfast.verify().match()).isTrue();
    }
    byte[] bytes = Files.readAllBytes(store.resolve("holdfast.db"));
    bytes[100] ^= 1;
    Files.write(store.resolve("holdfast.db"), bytes);

    assertThat(builder(store, peer).repair("a passphrase".toCharArray()).problems()).isNotEmpty();

    try (Holdfast holdfast = builder(store, peer).open("a passphrase".toCharArray())) {
      assertThat(holdfast.pending()).hasSize(1);
      holdfast.sync();
      assertThat(holdfast.show(inspection).orElseThrow().fields()).containsEntry("defects", 3L);
      assertThat(holdfast.verify().match()).isTrue();
    }
  }

  private HoldfastBuilder builder(Path store, Peer peer) {
    return Holdfast.at(store).engine(engine()).clock(CLOCK).transport(peer).sleeper(time -> {});
  }
}
