package dev.holdfast.bench.casework;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.Together;
import dev.holdfast.bench.light.LightDevice;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * One case that 16 write at once, an action a request, and 10,000 that 50 write at once, 50 actions
 * a request, drawn by chance. Writers change devices with each request, since the server lets a
 * single one do thirty a second.
 */
public final class Casework implements Benchmark {
  private static final int HOT_WRITERS = 16;
  private static final int HOT_EACH = 50;
  private static final int DEVICES_EACH = 4;
  private static final int CASES = 10_000;
  private static final int WRITERS = 50;
  private static final int REQUESTS = 4;
  private static final int BATCH = 50;
  private static final int CREATIONS = 100;
  private static final int RUNS = 7;
  private static final int WARM_UP = 3;
  private static final double SECOND = 1000;

  private final Random random = new Random(4);

  @Override
  public String name() {
    return "casework";
  }

  @Override
  public String description() {
    return "one case with 16 writers at once, 10,000 cases with 50; baseline: the same rows written"
        + " by JDBC in transactions of the same size";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    Repairs repairs = new Repairs(server);
    List<UUID> cases = Stream.generate(UUID::randomUUID).limit(CASES).toList();
    BareWrites.prepare(server, cases);
    LightDevice clerk = repairs.device();
    for (int i = 0; i < CASES; i += CREATIONS) {
      repairs.submit(clerk, cases.subList(i, i + CREATIONS).stream().map(repairs::begin).toList());
    }
    try (Writers writers = new Writers(server, repairs)) {
      Samples.Collector bareHot = new Samples.Collector();
      Samples.Collector hot = new Samples.Collector();
      Samples.Collector bareMany = new Samples.Collector();
      Samples.Collector many = new Samples.Collector();
      long againHot = 0;
      long againMany = 0;
      for (int run = -WARM_UP; run < RUNS; run++) {
        List<UUID> one = List.of(cases.get(random.nextInt(CASES)));
        List<List<List<UUID>>> same =
            Collections.nCopies(HOT_WRITERS, Collections.nCopies(HOT_EACH, one));
        List<List<List<UUID>>> drawn = drawn(cases);
        long before = repairs.again();
        double hotMillis = writers.submit(same);
        long between = repairs.again();
        double manyMillis = writers.submit(drawn);
        if (run >= 0) {
          againHot += between - before;
          againMany += repairs.again() - between;
          hot.add(hotMillis);
          many.add(manyMillis);
          bareHot.add(writers.writeBare(same));
          bareMany.add(writers.writeBare(drawn));
        }
      }
      Map<String, Samples> measured = new LinkedHashMap<>();
      measured.put("bare-one-case", bareHot.samples());
      measured.put("one-case-16-writers", hot.samples());
      measured.put("bare-many-cases", bareMany.samples());
      measured.put("10000-cases-50-writers", many.samples());
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("actions/s on one case", perSecond(HOT_WRITERS * HOT_EACH, hot.samples()));
      facts.put("of it asked for again", againHot);
      facts.put("actions/s on 10,000 cases", perSecond(WRITERS * REQUESTS * BATCH, many.samples()));
      facts.put("of them asked for again", againMany);
      facts.put(
          "10,000 cases per bare write", many.samples().median() / bareMany.samples().median());
      return new Report(
          name(),
          HOT_WRITERS * HOT_EACH
              + " actions on one case, one a request; "
              + WRITERS * REQUESTS * BATCH
              + " on 10,000 cases, "
              + BATCH
              + " a request; judged, with history, outcome and capture",
          "bare-one-case",
          measured,
          facts);
    }
  }

  /** For each writer the cases of each request; no case twice in one. */
  private List<List<List<UUID>>> drawn(List<UUID> cases) {
    return Stream.generate(() -> Stream.generate(() -> some(cases)).limit(REQUESTS).toList())
        .limit(WRITERS)
        .toList();
  }

  private List<UUID> some(List<UUID> cases) {
    return random.ints(0, CASES).distinct().limit(BATCH).mapToObj(cases::get).toList();
  }

  private static long perSecond(int actions, Samples samples) {
    return Math.round(actions * SECOND / samples.median());
  }

  /** Who writes: some devices each, and a connection for the baseline. */
  private static final class Writers implements AutoCloseable {
    private final Repairs repairs;
    private final List<List<LightDevice>> devices = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();

    Writers(BenchServer server, Repairs repairs)
        throws IOException, InterruptedException, SQLException {
      this.repairs = repairs;
      for (int i = 0; i < WRITERS; i++) {
        List<LightDevice> own = new ArrayList<>();
        for (int j = 0; j < DEVICES_EACH; j++) {
          own.add(repairs.device());
        }
        devices.add(own);
        connections.add(server.connect());
      }
    }

    double submit(List<List<List<UUID>>> work) throws Exception {
      List<Callable<?>> all = new ArrayList<>();
      for (int i = 0; i < work.size(); i++) {
        List<LightDevice> own = devices.get(i);
        List<List<UUID>> requests = work.get(i);
        all.add(
            () -> {
              for (int n = 0; n < requests.size(); n++) {
                repairs.submit(
                    own.get(n % own.size()), requests.get(n).stream().map(repairs::write).toList());
              }
              return requests;
            });
      }
      return Together.run(all);
    }

    double writeBare(List<List<List<UUID>>> work) throws Exception {
      List<Callable<?>> all = new ArrayList<>();
      for (int i = 0; i < work.size(); i++) {
        Connection connection = connections.get(i);
        List<List<UUID>> requests = work.get(i);
        all.add(
            () -> {
              for (List<UUID> request : requests) {
                BareWrites.write(connection, request);
              }
              return requests;
            });
      }
      return Together.run(all);
    }

    @Override
    public void close() throws SQLException {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
