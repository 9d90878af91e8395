package dev.holdfast.bench.fullsync;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 100,000 rows to a new device, until all are queryable and every digest agreed. */
public final class FullSync implements Benchmark {
  private static final int RUNS = 5;
  private static final String COUNT = "SELECT count(*) AS rows FROM work_order";

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
    List<@Nullable Object[]> rows = WorkOrders.rows(server);
    BareInsert.run(server.newStore(), rows);
    Synced first = sync(server);
    Samples.Collector baseline = new Samples.Collector();
    Samples.Collector cold = new Samples.Collector();
    for (int run = 0; run < RUNS; run++) {
      baseline.time(() -> BareInsert.run(server.newStore(), rows));
      cold.add(sync(server).millis());
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("bare-insert", baseline.samples());
    measured.put("cold", cold.samples());
    measured.put("cold-first", new Samples(List.of(first.millis())));
    return new Report(
        name(),
        "100,000 work orders of about 280 bytes in 20 buckets; the store encrypted",
        "bare-insert",
        measured,
        Map.of("rows", first.result().down().rows(), "bytes", first.result().down().bytes()));
  }

  private record Synced(double millis, SyncResult result) {}

  /** Enrols a new device and syncs it; only the sync and the first query are timed. */
  private static Synced sync(BenchServer server) throws Exception {
    try (Holdfast device = Holdfast.open(server.newStore(), "benchmark".toCharArray())) {
      device.signIn(server.url(), WorkOrders.USER, WorkOrders.PASSWORD, "bench");
      long start = System.nanoTime();
      SyncResult result = device.sync();
      Object count = device.query(COUNT).get(0).get("rows");
      double millis = (System.nanoTime() - start) / 1e6;
      if (!(count instanceof Number held)
          || held.intValue() != WorkOrders.ROWS
          || !device.verify().match()) {
        throw new IllegalStateException("the device holds " + count + " rows, or others");
      }
      return new Synced(millis, result);
    }
  }
}
