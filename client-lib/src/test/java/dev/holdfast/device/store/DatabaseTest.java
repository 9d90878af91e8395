package dev.holdfast.device.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.WrongPassphraseException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir private Path directory = Path.of("unset");

  private Database open(String passphrase) {
    return Database.open(
        directory, KeyProtection.passphrase(passphrase.toCharArray()), Long.MAX_VALUE);
  }

  @Test
  void theWrongPassphraseIsToldAndChangesNothing() throws IOException {
    open("right").close();
    byte[] before = Files.readAllBytes(directory.resolve("holdfast.db"));

    assertThatThrownBy(() -> open("wrong")).isInstanceOf(WrongPassphraseException.class);
    assertThat(Files.readAllBytes(directory.resolve("holdfast.db"))).isEqualTo(before);
    open("right").close();
  }

  @Test
  void aStoreOfANewerVersionIsLeftAlone() {
    try (Database database = open("right")) {
      database.write(
          connection -> {
            Sql.run(connection, "PRAGMA user_version = 999");
            return connection;
          });
    }

    assertThatThrownBy(() -> open("right"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  @Timeout(60)
  void theLogIsMovedIntoTheFileBesideWritersAndCutBack() throws IOException {
    Path file = directory.resolve("holdfast.db");
    Path log = directory.resolve("holdfast.db-wal");
    try (Database database = open("right")) {
      database.write(
          connection -> {
            Sql.run(connection, "CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)");
            return connection;
          });
      database.stage(
          connection ->
              Sql.update(
                  connection,
                  "INSERT INTO t (b) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                      + " WHERE i < 12) SELECT randomblob(1000000) FROM n"));
      assertThat(Files.size(log)).isGreaterThan(LogMover.LEFT_BYTES);
      while (isLogBeingMoved()) {
        Thread.onSpinWait();
      }
      assertThat(Files.size(file)).isGreaterThan(12_000_000);
      database.write(connection -> Sql.update(connection, "INSERT INTO t (b) VALUES ('')"));
      assertThat(Files.size(log)).isLessThanOrEqualTo(LogMover.LEFT_BYTES);
      long bytes =
          database.read(connection -> Sql.number(connection, "SELECT sum(length(b)) FROM t"));

      assertThat(bytes).isEqualTo(12_000_000);
    }
  }

  @Test
  @Timeout(60)
  void aSmallLogIsMovedTooWhereThatIsAskedFor() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    KeyProtection key = KeyProtection.passphrase("right".toCharArray());
    try (Database database =
        Database.open(
            StoreEngine.jdbc(),
            directory,
            key,
            Clock.systemUTC(),
            new Database.Limits(Long.MAX_VALUE, 0),
            Undertaking.unseen(Clock.systemUTC()))) {
      database.write(
          connection -> {
            Settings.put(connection, "x", 1);
            return connection;
          });
      while (isLogBeingMoved()) {
        Thread.onSpinWait();
      }
      // Without the log.
      for (String name : new String[] {"holdfast.db", "holdfast.key"}) {
        Files.copy(directory.resolve(name), other.resolve(name));
      }
    }

    try (Database copy = Database.open(other, key, Long.MAX_VALUE)) {
      assertThat(stored(copy)).contains(1);
    }
  }

  private static boolean isLogBeingMoved() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("holdfast-log"));
  }

  @Test
  void aFailedTransactionLeavesNothing() {
    try (Database database = open("right")) {
      assertThatThrownBy(
              () ->
                  database.write(
                      connection -> {
                        Settings.put(connection, "x", 1);
                        throw new SQLException("no");
                      }))
          .isInstanceOf(StoreException.class);

      assertThat(stored(database)).isEmpty();
    }
  }

  @Test
  void readersAreNotBlockedByAWriterAndSeeTheCommittedState()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Database database = open("right")) {
      Future<?> writer =
          other.submit(
              () ->
                  database.write(
                      connection -> {
                        Settings.put(connection, "x", 1);
                        written.countDown();
                        await(read);
                        return connection;
                      }));
      await(written);
      assertThat(stored(database)).isEmpty();
      read.countDown();
      writer.get(10, TimeUnit.SECONDS);
      assertThat(stored(database)).contains(1);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aClosedStoreSaysThatItIsClosed() {
    Database database = open("right");
    stored(database);

    database.close();

    assertThatThrownBy(() -> stored(database)).satisfies(DatabaseTest::saysClosed);
    assertThatThrownBy(() -> database.write(connection -> connection))
        .satisfies(DatabaseTest::saysClosed);
    assertThatThrownBy(() -> database.writeIfFree(connection -> connection))
        .satisfies(DatabaseTest::saysClosed);
    assertThatThrownBy(database::changes).satisfies(DatabaseTest::saysClosed);
    database.close();
  }

  @Test
  void whoReadsWhenTheStoreIsClosedGoesOnAndTheStoreIsInUseUntilThen() {
    Database database = open("right");
    Path file = directory.resolve("holdfast.db");

    long read =
        database.read(
            connection -> {
              database.close();
              assertThat(Doors.isOpen(file)).isTrue();
              return Sql.number(connection, "SELECT count(*) FROM hf_action");
            });

    assertThat(read).isZero();
    assertThat(Doors.isOpen(file)).isFalse();
    assertThatThrownBy(() -> stored(database)).satisfies(DatabaseTest::saysClosed);
    open("right").close();
  }

  private static void saysClosed(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CLOSED));
  }

  private static Optional<Integer> stored(Database database) {
    return database.read(connection -> Settings.get(connection, "x", Integer.class));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
