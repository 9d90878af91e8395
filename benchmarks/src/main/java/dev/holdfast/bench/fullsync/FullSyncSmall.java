package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BareInsert;
import dev.holdfast.bench.BareStore;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.ServerCpu;
import dev.holdfast.bench.light.Reader;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 5,000 rows to a new device, and what it costs the server. */
public final class FullSyncSmall implements Benchmark {
  private static final int RUNS = 25;
  private static final int WARM_UP = 40;

  /** Light devices that keep the server busy first, each as often as it lets one device. */
  private static final int CROWD = 20;

  private static final int CROWD_TURNS = 50;

  @Override
  public String name() {
    return "full-sync-small";
  }

  @Override
  public String description() {
    return "5,000 rows to a new device, and the server's CPU; baseline: their bare insert into an"
        + " encrypted store";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    List<@Nullable Object[]> rows = WorkOrders.rows(server, WorkOrders.FEW);
    Samples.Collector baseline = new Samples.Collector();
    Samples.Collector cold = new Samples.Collector();
    Samples.Collector warm = new Samples.Collector();
    Samples.Collector coldCpu = new Samples.Collector();
    Samples.Collector warmCpu = new Samples.Collector();
    warmUp(server);
    try (ServerCpu cpu = new ServerCpu(server)) {
      for (int run = 0; run < WARM_UP; run++) {
        BareInsert.millis(server.newStore(), BareStore.WORK_ORDERS, rows);
        NewDevice.sync(server, cpu, WorkOrders.FEW.device());
      }
      for (int run = 0; run < RUNS; run++) {
        baseline.add(BareInsert.millis(server.newStore(), BareStore.WORK_ORDERS, rows));
        WorkOrders.renew(server);
        measure(server, cpu, cold, coldCpu);
        measure(server, cpu, warm, warmCpu);
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("bare-insert", baseline.samples());
    measured.put("warm", warm.samples());
    measured.put("cold", cold.samples());
    measured.put("warm-server-cpu", warmCpu.samples());
    measured.put("cold-server-cpu", coldCpu.samples());
    return new Report(
        name(),
        "5,000 of 100,000 work orders of about 280 bytes, one bucket; the store encrypted",
        "bare-insert",
        measured,
        // Counted in steps of 10 ms: only sums say anything.
        Map.of("warm CPU per cold CPU", warmCpu.samples().sum() / coldCpu.samples().sum()));
  }

  /** Until the server's code is compiled: its own compiler is not what is measured. */
  private static void warmUp(BenchServer server) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<Reader> crowd = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      crowd.add(Reader.enrol(client, server.url(), WorkOrders.FEW.name(), WorkOrders.PASSWORD));
    }
    for (int turn = 0; turn < CROWD_TURNS; turn++) {
      for (Reader reader : crowd) {
        reader.syncAnew();
      }
    }
  }

  private static void measure(
      BenchServer server, ServerCpu cpu, Samples.Collector time, Samples.Collector used)
      throws Exception {
    NewDevice.Synced synced = NewDevice.sync(server, cpu, WorkOrders.FEW.device());
    time.add(synced.visible());
    used.add(synced.cpu());
  }
}
