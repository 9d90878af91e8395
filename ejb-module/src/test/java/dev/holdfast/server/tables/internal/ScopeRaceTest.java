package dev.holdfast.server.tables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two transactions that do not see each other: one writes a row, the other what the row refers to.
 * Neither commits before the other has done its work or waits for it.
 */
class ScopeRaceTest {
  private static final String CHILD =
      "INSERT INTO demo.item (id, sub, site, flag) VALUES (1, 'a', 1, true)";
  private static final String CHILD_OF_NONE =
      "INSERT INTO demo.item (id, sub, site, flag) VALUES (1, 'a', 9, true)";
  private static final String CHILD_MOVES = "UPDATE demo.item SET site = 2 WHERE id = 7";

  static Stream<Arguments> races() {
    return Stream.of(
            List.of(CHILD, "UPDATE demo.site SET state = 'WY' WHERE id = 1"),
            List.of(CHILD, "UPDATE demo.site SET state = 'WY', region = 'S' WHERE id = 1"),
            List.of(CHILD, "DELETE FROM demo.site WHERE id = 1"),
            List.of(CHILD_OF_NONE, "INSERT INTO demo.site VALUES (9, 'R', 'AK')"),
            List.of(CHILD_OF_NONE, "UPDATE demo.site SET id = 9 WHERE id = 1"),
            List.of(CHILD_MOVES, "UPDATE demo.site SET state = 'WY' WHERE id = 2"),
            List.of(CHILD, "UPDATE demo.region SET country = 'CA' WHERE code = 'R'"),
            List.of(CHILD, "DELETE FROM demo.region WHERE code = 'R'"),
            List.of(CHILD, "UPDATE demo.site SET region = 'Q' WHERE id = 1"),
            List.of(
                "UPDATE demo.site SET region = 'Q' WHERE id = 2",
                "INSERT INTO demo.region VALUES ('Q', 'US')"),
            List.of(
                "UPDATE demo.site SET region = 'S' WHERE id = 2",
                "UPDATE demo.region SET country = 'US' WHERE code = 'S'"))
        .flatMap(
            pair ->
                Stream.of("origin", "replica")
                    .flatMap(
                        role ->
                            Stream.of(
                                Arguments.of(role, pair.get(0), pair.get(1)),
                                Arguments.of(role, pair.get(1), pair.get(0)))));
  }

  @ParameterizedTest(name = "as {0}: {1}; {2}")
  @MethodSource("races")
  void whicheverComesFirstMembershipsAreThoseOfBoth(String role, String first, String second)
      throws Exception {
    TestDatabase database = CaptureFixture.database();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Connection one = begin(database);
        Connection two = begin(database)) {
      new Sql(one)
          .run(
              "INSERT INTO demo.region VALUES ('R', 'US'), ('S', 'CA');"
                  + " INSERT INTO demo.site VALUES (1, 'R', 'AK'), (2, 'S', 'AK');"
                  + " INSERT INTO demo.item (id, sub, site, flag) VALUES (7, 'a', 2, true)");
      one.commit();
      play(one, role);
      play(two, role);
      int waiting = pid(two);
      new Sql(one).run(first);

      Callable<Void> writing =
          () -> {
            new Sql(two).run(second);
            return null;
          };
      Future<Void> writer = other.submit(writing);
      untilItWaitsOrIsDone(database, waiting, writer);
      one.commit();
      writer.get();
      two.commit();
    } finally {
      other.shutdownNow();
    }
    Settled found =
        database
            .jdbc()
            .with(sql -> Settled.run(sql, CaptureFixture.captured(database, "item").name(), false));
    assertThat(found.isClean()).as("%s", found).isTrue();
  }

  private static void untilItWaitsOrIsDone(TestDatabase database, int pid, Future<Void> writer) {
    String waits = "SELECT cardinality(pg_blocking_pids(?)) > 0";
    while (!writer.isDone()
        && !database.jdbc().one(waits, row -> row.getBoolean(1), pid).orElseThrow()) {
      Thread.onSpinWait();
    }
  }

  /** As what loads data past triggers and foreign keys does, in {@code replica}. */
  private static void play(Connection connection, String role) throws SQLException {
    new Sql(connection).run("SET session_replication_role = " + role);
    connection.commit();
  }

  private static int pid(Connection connection) throws SQLException {
    int pid =
        new Sql(connection).one("SELECT pg_backend_pid()", row -> row.getInt(1)).orElseThrow();
    connection.commit();
    return pid;
  }

  private static Connection begin(TestDatabase database) throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
