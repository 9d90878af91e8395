package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.kernel.app.ReceiveStrategy;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.CaptureUnit;
import dev.holdfast.server.tables.api.CaptureUnit.Alternative;
import dev.holdfast.server.tables.api.CaptureUnit.Term;
import dev.holdfast.server.tables.api.Expression;
import dev.holdfast.server.tables.api.Tombstones.Forgotten;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What capture forgets, and who writes at the same time. */
class TombstonePurgeTest {
  /** Without references, so that many rows at once take the short way. */
  private static final CaptureUnit NOTE =
      new CaptureUnit(
          "app",
          "note",
          "tables.note",
          "demo.note",
          List.of(),
          List.of("id"),
          List.of("id", "owner"),
          List.of(
              new Alternative(
                  List.of(
                      new Term(
                          List.of("owner"), List.of(), new Expression.Column("owner"), null)))),
          ReceiveStrategy.CHANGES,
          "note-1");

  private final TestDatabase database = TestDatabase.create();

  TombstonePurgeTest() throws SQLException {
    run("CREATE SCHEMA demo; CREATE TABLE demo.note (id int PRIMARY KEY, owner text)");
    CaptureFixture.install(database, NOTE);
  }

  @Test
  void tombstonesOfTransactionsBeforeABoundGoAndTheBucketsHorizonSaysSo() throws SQLException {
    insert(3);
    run("INSERT INTO demo.note VALUES (10, 'bob')");
    run("DELETE FROM demo.note WHERE id = 1");
    String horizon = newest("hash IS NULL");
    String bound = bound();
    run("DELETE FROM demo.note WHERE id = 2");

    assertThat(forget(bound)).isEqualTo(new Forgotten(1, 0));

    assertThat(count("hash IS NULL")).as("the later one stays").isEqualTo(1);
    assertThat(horizons()).containsExactly(horizon);
    assertThat(forget(bound())).isEqualTo(new Forgotten(1, 0));
    assertThat(count("hash IS NULL")).isZero();
    assertThat(count("hash IS NOT NULL")).as("rows stay").isEqualTo(2);
    assertThat(horizons()).as("one bucket, further on").doesNotContain(horizon).hasSize(1);
    assertThat(forget(bound())).isEqualTo(new Forgotten(0, 0));
  }

  @Test
  void countsAndSumsThatComeToNothingGoWithTheSameHorizon() throws SQLException {
    insert(3);
    run("DELETE FROM demo.note");
    String horizon = newest("true");

    Forgotten forgotten = forget(bound());

    assertThat(forgotten).isEqualTo(new Forgotten(3, 2));
    assertThat(horizons()).containsExactly(horizon);
    insert(2);
    assertThat(sums()).isEqualTo("2");
    assertClean();
  }

  @Test
  void moreThanOneStatementTakesIsForgottenInSeveral() throws SQLException {
    insert(2 * TombstonePurge.BATCH + 5);
    run("DELETE FROM demo.note");

    assertThat(forget(bound()).tombstones()).isEqualTo(2 * TombstonePurge.BATCH + 5);
    assertClean();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 500})
  void aKeyThatComesBackWhileItsTombstoneIsForgottenIsCaptured(int rows) throws Exception {
    insert(rows);
    run("DELETE FROM demo.note");
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection purging = begin();
        Connection writing = begin()) {
      String bound = bound();
      int pid = pid(writing);
      new TombstonesFacade(InstalledCapture.on(purging)).forget(bound, soFar -> {});
      Callable<Void> insert =
          () -> {
            new Sql(writing).run(inserting(rows));
            return null;
          };
      Future<Void> writer = other.submit(insert);
      untilItWaits(pid, writer);

      purging.commit();
      writer.get();
      writing.commit();
    } finally {
      other.shutdownNow();
    }
    assertClean();
    assertThat(count("hash IS NOT NULL")).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void aKeyThatIsBeingWrittenIsPassedBy(int rows) throws SQLException {
    insert(rows);
    run("INSERT INTO demo.note VALUES (1000, 'alice')");
    run("DELETE FROM demo.note");
    try (Connection writing = begin()) {
      String bound = bound();
      new Sql(writing).run(inserting(rows));

      assertThat(forget(bound).tombstones()).as("the one that nobody writes").isEqualTo(1);

      writing.rollback();
      assertThat(forget(bound).tombstones()).isEqualTo(rows);
    }
    assertClean();
  }

  @Test
  void aFoldAtTheSameTimeAndForgettingLoseNoSum() throws Exception {
    insert(3);
    run("DELETE FROM demo.note");
    run("INSERT INTO demo.note VALUES (7, 'alice')");
    try (Connection folding = begin()) {
      new Sql(folding)
          .list("SELECT 1 FROM holdfast.bucket_change WHERE rows = 3 FOR UPDATE", row -> "");

      assertThat(forget(bound()).sums()).as("one of the rows is being folded").isZero();

      folding.rollback();
    }
    assertThat(sums()).isEqualTo("1");
  }

  @Test
  void horizonsOfAnotherHistoryGo() throws SQLException {
    run("INSERT INTO holdfast.bucket_horizon VALUES ('u', 1, '900000000', 'another')");

    forget(bound());

    assertThat(horizons()).isEmpty();
  }

  private Forgotten forget(String bound) {
    return new TombstonesFacade(database.jdbc()).forget(bound, soFar -> {});
  }

  private void insert(int rows) throws SQLException {
    run(inserting(rows));
  }

  private static String inserting(int rows) {
    return "INSERT INTO demo.note SELECT i, 'alice' FROM generate_series(1, " + rows + ") i";
  }

  private String bound() {
    return text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text");
  }

  private String newest(String condition) {
    return text("SELECT max(xid)::text FROM " + capture() + " WHERE " + condition);
  }

  private String sums() {
    return text("SELECT sum(rows)::text FROM holdfast.bucket_change");
  }

  private int count(String condition) {
    return Integer.parseInt(
        text("SELECT count(*)::text FROM " + capture() + " WHERE " + condition));
  }

  private List<String> horizons() {
    return database
        .jdbc()
        .list("SELECT xid::text FROM holdfast.bucket_horizon", row -> row.getString(1));
  }

  private String capture() {
    return CaptureNames.captureTable(CaptureFixture.captured(database, "note").name());
  }

  private String text(String sql) {
    return database.jdbc().one(sql, row -> row.getString(1)).orElseThrow();
  }

  private void run(String sql) throws SQLException {
    database
        .jdbc()
        .with(
            on -> {
              on.run(sql);
              return sql;
            });
  }

  private void assertClean() {
    String unit = CaptureFixture.captured(database, "note").name();
    Settled found = database.jdbc().with(sql -> Settled.run(sql, unit, false));
    assertThat(found.isClean()).as("%s", found).isTrue();
  }

  private Connection begin() throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static int pid(Connection connection) throws SQLException {
    int pid =
        new Sql(connection).one("SELECT pg_backend_pid()", row -> row.getInt(1)).orElseThrow();
    connection.commit();
    return pid;
  }

  private void untilItWaits(int pid, Future<Void> writer) {
    String waits = "SELECT cardinality(pg_blocking_pids(?)) > 0";
    while (!writer.isDone()
        && !database.jdbc().one(waits, row -> row.getBoolean(1), pid).orElseThrow()) {
      Thread.onSpinWait();
    }
  }
}
