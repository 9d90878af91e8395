package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.soak.pocket.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Other applications that write the tables, in transactions that overlap. */
final class Writers implements AutoCloseable {
  private static final int COUNT = 2;
  private static final int ASSETS = 2_400;
  private static final int LEDGERS = 60;

  /** Deadlock, lock not available, two that wrote the same key, serialization. */
  private static final Set<String> BEATEN = Set.of("40P01", "55P03", "23505", "40001");

  private final BenchServer server;
  private final Ledger ledger;
  private final List<Thread> threads = new ArrayList<>();

  /** Read by who writes; written by who wants rest. */
  private final ReentrantReadWriteLock rest = new ReentrantReadWriteLock(true);

  Writers(BenchServer server, Random random, Ledger ledger) throws SQLException {
    this.server = server;
    this.ledger = ledger;
    begin();
    for (int i = 0; i < COUNT; i++) {
      Random own = new Random(random.nextLong());
      Thread thread = new Thread(() -> run(own), "writer");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void begin() throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < Field.SITES; i++) {
        statement.execute(
            "INSERT INTO soak.site VALUES ('s%d', '%s', 'Site %d')"
                .formatted(i, Field.REGIONS.get(i % Field.REGIONS.size()), i));
      }
      statement.execute(
          "INSERT INTO soak.asset SELECT i, 's' || i % 8, 'asset ' || i, i / 7.0, to_timestamp(i)"
              + " FROM generate_series(1, "
              + ASSETS
              + ") i");
      statement.execute(
          "WITH d AS (INSERT INTO soak.debit SELECT i, 'north', i FROM generate_series(1, "
              + LEDGERS
              + ") i RETURNING *) INSERT INTO soak.credit SELECT * FROM d");
    }
  }

  /** Nobody writes from now on, and everything is committed or rolled back. */
  void rest() {
    rest.writeLock().lock();
  }

  /** They go on; to be called by who called {@link #rest}. */
  void goOn() {
    rest.writeLock().unlock();
  }

  private void run(Random random) {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection = server.connect()) {
        connection.setAutoCommit(false);
        while (!Thread.currentThread().isInterrupted()) {
          transaction(connection, random);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SQLException e) {
        // The database is being restarted; else what is wrong shows in what devices hold.
        ledger.one("writers' connections lost");
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void transaction(Connection connection, Random random)
      throws SQLException, InterruptedException {
    rest.readLock().lockInterruptibly();
    try {
      for (int i = random.nextInt(4); i >= 0; i--) {
        write(connection, random);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
      }
      if (random.nextInt(6) == 0) {
        connection.rollback();
      } else {
        connection.commit();
        ledger.one("transactions on tables");
      }
    } catch (SQLException e) {
      if (!BEATEN.contains(Objects.toString(e.getSQLState()))) {
        throw e;
      }
      connection.rollback();
    } finally {
      rest.readLock().unlock();
    }
  }

  private static void write(Connection connection, Random random) throws SQLException {
    switch (random.nextInt(12)) {
      case 0 ->
          run(
              connection,
              "UPDATE soak.site SET region = ? WHERE id = ?",
              random.nextInt(8) == 0 ? null : Field.region(random),
              Field.site(random));
      case 1 ->
          run(
              connection,
              "UPDATE soak.asset SET site = ? WHERE id % 40 = ?",
              Field.site(random),
              random.nextInt(40));
      case 2 -> run(connection, "DELETE FROM soak.asset WHERE id = ?", random.nextInt(ASSETS));
      case 3 ->
          run(
              connection,
              "WITH d AS (DELETE FROM soak.debit WHERE id = ? RETURNING id)"
                  + " DELETE FROM soak.credit WHERE id IN (SELECT id FROM d)",
              random.nextInt(LEDGERS));
      case 4, 5, 6 ->
          run(
              connection,
              "WITH d AS (INSERT INTO soak.debit VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                  + " region = EXCLUDED.region, n = EXCLUDED.n RETURNING *) INSERT INTO soak.credit"
                  + " SELECT * FROM d ON CONFLICT (id) DO UPDATE SET region = EXCLUDED.region,"
                  + " n = EXCLUDED.n",
              random.nextInt(LEDGERS),
              Field.region(random),
              random.nextLong());
      default ->
          run(
              connection,
              "INSERT INTO soak.asset VALUES (?, ?, ?, ?, now()) ON CONFLICT (id) DO UPDATE SET"
                  + " site = EXCLUDED.site, payload = EXCLUDED.payload, amount = EXCLUDED.amount",
              random.nextInt(ASSETS),
              Field.site(random),
              "payload \t\" é 漢 " + random.nextInt(1000),
              random.nextInt(10_000));
    }
  }

  private static void run(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  @Override
  public void close() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
