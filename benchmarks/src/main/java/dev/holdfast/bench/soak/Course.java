package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.soak.pocket.Standing;
import dev.holdfast.bench.soak.pocket.Voice;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Unrest and rest in turn. For one thread. */
final class Course {
  private static final Duration SHORTEST = Duration.ofSeconds(40);
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int ROUNDS = 10;
  private static final int LONGEST_PAUSE_MILLIS = 4_000;
  private static final long KIBIBYTE = 1024;
  private static final String LOG = "log of the server, KiB since the last rest";
  private static final String STORES = "files of the devices' stores";

  private final BenchServer server;
  private final Random random;
  private final Ledger ledger;
  private final Office office;
  private final Cast cast;
  private final LogWatch log;
  private final Outages outages;
  private final Gauges gauges;
  private int rests;

  /** Who takes part. */
  record Cast(List<Pocket> pockets, Sky sky, Writers writers) {}

  Course(BenchServer server, Random random, Ledger ledger, Office office, Cast cast) {
    this.server = server;
    this.random = random;
    this.ledger = ledger;
    this.office = office;
    this.cast = cast;
    this.log = new LogWatch(server.data().resolve("log").resolve("server.log"), ledger);
    this.outages = new Outages(server, random, ledger, log, Clock.systemDefaultZone());
    this.gauges = new Gauges(server);
  }

  /** Until the time is over, and everything rests. */
  SoakReport run(Duration duration, long seed)
      throws IOException, InterruptedException, SQLException {
    long begun = System.nanoTime();
    long end = begun + duration.toNanos();
    long each =
        Math.max(SHORTEST.toNanos(), Math.min(LONGEST.toNanos(), duration.toNanos() / ROUNDS));
    rest(true);
    while (System.nanoTime() < end) {
      stir(each);
      rest(System.nanoTime() < end);
    }
    gauges.judge(ledger);
    return new SoakReport(
        seed,
        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
        cast.pockets().stream().mapToInt(Pocket::devices).sum(),
        rests,
        ledger,
        gauges.series());
  }

  /** For so long, without the outage that may be in it. */
  private void stir(long nanos) throws IOException, InterruptedException, SQLException {
    boolean outage = false;
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
      int chance = random.nextInt(10);
      if (chance < 3) {
        cast.pockets().get(random.nextInt(cast.pockets().size())).kill();
        ledger.one("device processes killed");
      } else if (chance < 5 && !outage) {
        outage = true;
        long begun = System.nanoTime();
        outages.happen();
        until += System.nanoTime() - begun;
      } else {
        office.act();
      }
    }
  }

  private void rest(boolean thenGo) throws IOException, InterruptedException, SQLException {
    cast.sky().clear();
    cast.writers().rest();
    try {
      // Everybody sends; then everybody receives what the others have sent.
      order(Voice.REST);
      order(Voice.REST);
      check();
    } finally {
      cast.writers().goOn();
    }
    if (thenGo) {
      cast.sky().change();
      order(Voice.GO);
    }
  }

  private void check() throws IOException, InterruptedException, SQLException {
    rests++;
    List<Standing> standings = new ArrayList<>();
    cast.pockets().forEach(pocket -> standings.addAll(pocket.standings()));
    try (Connection connection = server.connect()) {
      new Laws(connection, ledger).check(standings, office.regions());
    }
    gauges.add(LOG, log.read() / KIBIBYTE);
    gauges.readServer();
    gauges.add(STORES, standings.stream().mapToInt(Standing::files).sum());
    System.err.printf("Rest %d: %s%n", rests, ledger.counts());
  }

  private void order(String what) throws IOException, InterruptedException {
    for (Pocket pocket : cast.pockets()) {
      pocket.order(what);
    }
    for (int i = 0; i < cast.pockets().size(); i++) {
      count(i, cast.pockets().get(i).await());
    }
  }

  private void count(int pocket, Map<String, Long> counted) {
    counted.forEach(
        (what, count) -> {
          if (what.equals(Voice.HEAP) || what.equals(Voice.HANDLES) || what.equals(Voice.THREADS)) {
            gauges.add(what + ", " + pocket, count);
            return;
          }
          ledger.count(what, count);
          if (what.equals(Voice.LOOKS)) {
            ledger.checked(Voice.WHOLE, count);
          } else if (what.startsWith(Voice.SYNCS)) {
            ledger.checked(Voice.HONEST, count);
          }
        });
  }
}
