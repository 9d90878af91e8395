package dev.holdfast.bench.soak;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Result;
import dev.holdfast.bench.net.Relay;
import dev.holdfast.bench.soak.pocket.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Twenty devices, in processes of five each, with real libraries and encrypted stores, against a
 * real server: users act, networks change, processes and servers are killed, other applications
 * write the tables, administrators change scopes and versions and order resyncs. Now and then all
 * of that rests, and the laws are checked.
 *
 * <p>All chance comes from the seed. What happens at which moment is real time's to say, so that
 * the same seed brings the like and not the same.
 */
public final class Soak implements Benchmark {
  private static final int POCKETS = 4;
  private static final int EACH = 5;

  private final Duration duration;
  private final long seed;

  /**
   * Makes one.
   *
   * @param duration how long it goes on; it ends with the rest after that
   * @param seed what chance comes from
   */
  public Soak(Duration duration, long seed) {
    this.duration = duration;
    this.seed = seed;
  }

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String description() {
    return "an hour (--minutes N) of 20 devices, bad networks, kills and administrators; the laws are"
        + " checked, exit code 1 if one is broken; --seed N repeats a run's chances";
  }

  @Override
  public Result run(BenchServer server) throws Exception {
    System.err.printf("Seed %d%n", seed);
    Random random = new Random(seed);
    Ledger ledger = new Ledger();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : Field.TABLES.split(";\n")) {
        statement.execute(sql);
      }
    }
    Office office = new Office(server, random, ledger);
    List<Relay> nets = new ArrayList<>();
    List<Pocket> pockets = new ArrayList<>();
    try (Writers writers = new Writers(server, random, ledger)) {
      for (int i = 0; i < POCKETS * EACH; i++) {
        nets.add(new Relay(server.url()));
      }
      for (int i = 0; i < POCKETS; i++) {
        pockets.add(pocket(server, ledger, nets, i));
      }
      try (Sky sky = new Sky(nets, new Random(random.nextLong()), ledger)) {
        Course course =
            new Course(server, random, ledger, office, new Course.Cast(pockets, sky, writers));
        SoakReport report = course.run(duration, seed);
        if (!report.isGood()) {
          server.keep();
        }
        return report;
      }
    } finally {
      for (Pocket pocket : pockets) {
        pocket.close();
      }
      for (Relay net : nets) {
        net.close();
      }
    }
  }

  private Pocket pocket(BenchServer server, Ledger ledger, List<Relay> nets, int number)
      throws IOException {
    List<Map<String, Object>> owners = new ArrayList<>();
    List<String> users = Field.users();
    for (int i = 0; i < EACH; i++) {
      int device = number * EACH + i;
      owners.add(
          Map.of(
              "user",
              users.get(device % users.size()),
              "password",
              Office.PASSWORD,
              "url",
              nets.get(device).url(),
              "store",
              server.newStore().toString(),
              "passphrase",
              i == 0));
    }
    Path errors = server.file("pocket-" + number + ".err", "");
    return new Pocket(owners, seed + number * 31L, ledger, errors);
  }
}
