package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BareInsert;
import dev.holdfast.bench.BareStore;
import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.ServerCpu;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 100,000 rows to a new device, until all are queryable and every digest agreed. */
public final class FullSync implements Benchmark {
  private static final int RUNS = 7;

  /** Rounds that don't count: device, server and baseline are to run as they do after a while. */
  private static final int WARM_UP = 4;

  @Override
  public String name() {
    return "full-sync";
  }

  @Override
  public String description() {
    return "100,000 rows to a new device; baseline: their bare insert into an encrypted store";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    List<@Nullable Object[]> rows = WorkOrders.rows(server, WorkOrders.ALL);
    Samples.Collector baseline = new Samples.Collector();
    Samples.Collector unmoved = new Samples.Collector();
    Samples.Collector cold = new Samples.Collector();
    Samples.Collector warm = new Samples.Collector();
    Samples.Collector returned = new Samples.Collector();
    Samples.Collector closed = new Samples.Collector();
    NewDevice.Synced first;
    try (ServerCpu cpu = new ServerCpu(server)) {
      first = NewDevice.sync(server, cpu, WorkOrders.ALL.device());
      for (int run = 0; run < WARM_UP; run++) {
        BareInsert.millis(server.newStore(), BareStore.WORK_ORDERS, rows);
        WorkOrders.renew(server);
        NewDevice.sync(server, cpu, WorkOrders.ALL.device());
        NewDevice.sync(server, cpu, WorkOrders.ALL.device());
      }
      for (int run = 0; run < RUNS; run++) {
        baseline.add(BareInsert.millis(server.newStore(), BareStore.WORK_ORDERS, rows));
        unmoved.add(BareInsert.withoutMove(server.newStore(), BareStore.WORK_ORDERS, rows));
        WorkOrders.renew(server);
        cold.add(NewDevice.sync(server, cpu, WorkOrders.ALL.device()).visible());
        NewDevice.Synced known = NewDevice.sync(server, cpu, WorkOrders.ALL.device());
        warm.add(known.visible());
        returned.add(known.millis());
        closed.add(NewDevice.syncAndClose(server, WorkOrders.ALL.device()));
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("bare-insert", baseline.samples());
    measured.put("bare-insert-log-not-moved", unmoved.samples());
    measured.put("warm", warm.samples());
    measured.put("warm-returned", returned.samples());
    measured.put("warm-and-closed", closed.samples());
    measured.put("cold", cold.samples());
    measured.put("cold-first", new Samples(List.of(first.visible())));
    return new Report(
        name(),
        "100,000 work orders of about 280 bytes in 20 buckets; the store encrypted",
        "bare-insert",
        measured,
        Map.of("rows", first.result().down().rows(), "bytes", first.result().down().bytes()));
  }
}
