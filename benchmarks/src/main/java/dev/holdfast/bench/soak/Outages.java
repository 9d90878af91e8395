package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The server goes down, one way or another, and comes up again. For one thread. */
final class Outages {
  private static final int LONGEST_MILLIS = 8_000;

  private final BenchServer server;
  private final Random random;
  private final Ledger ledger;
  private final LogWatch log;
  private final Clock clock;
  private int turn;

  Outages(BenchServer server, Random random, Ledger ledger, LogWatch log, Clock clock) {
    this.server = server;
    this.random = random;
    this.ledger = ledger;
    this.log = log;
    this.clock = clock;
    this.turn = random.nextInt(3);
  }

  /** One, of each kind in turn; the server answers again when this returns. */
  void happen() throws IOException, InterruptedException, SQLException {
    switch (turn++ % 3) {
      case 0 -> {
        ProcessHandle node = ProcessHandle.of(server.nodes().get(0)).orElseThrow();
        node.destroyForcibly();
        node.onExit().join();
        ledger.one("servers killed");
        pause();
        server.up();
      }
      case 1 -> {
        server.down();
        ledger.one("servers stopped");
        pause();
        server.up();
      }
      default -> {
        LocalDateTime begun = LocalDateTime.now(clock);
        ProcessHandle database = server.database();
        database.destroyForcibly();
        database.onExit().join();
        ledger.one("databases killed");
        pause();
        server.up();
        log.excuse(begun, LocalDateTime.now(clock));
      }
    }
  }

  private void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
  }
}
