package dev.holdfast.bench.herd;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Memory;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.Together;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.Reader;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * After a resync order: 50 devices with stores, and 500 that only read, do a full sync of 5,000
 * rows each at once. Everything is changed before each order, so that no segment is there.
 */
public final class Herd implements Benchmark {
  private static final int DEVICES = 50;
  private static final int READERS = 500;
  private static final int RUNS = 5;
  private static final int WARM_UP = 2;
  private static final double SECOND = 1000;

  @Override
  public String name() {
    return "herd";
  }

  @Override
  public String description() {
    return "50 devices with stores, and 500 that only read, do a full sync of 5,000 rows at once;"
        + " baseline: one device";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    Samples.Collector one = new Samples.Collector();
    Samples.Collector stores = new Samples.Collector();
    Samples.Collector readers = new Samples.Collector();
    List<Holdfast> devices = new ArrayList<>();
    List<Reader> herd = new ArrayList<>();
    long most = 0;
    long bytes = 0;
    try {
      for (int i = 0; i < DEVICES; i++) {
        devices.add(enrol(server));
      }
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      for (int i = 0; i < READERS; i++) {
        herd.add(Reader.enrol(client, server.url(), WorkOrders.FEW.name(), WorkOrders.PASSWORD));
      }
      Together.run(herd.stream().<Callable<?>>map(reader -> reader::sync).toList());
      for (int run = -WARM_UP; run < RUNS; run++) {
        order(server);
        double alone = Together.run(List.of(() -> whole(devices.get(0))));
        for (Reader reader : herd) {
          reader.renewIfDue();
        }
        order(server);
        double fifty =
            Together.run(devices.stream().<Callable<?>>map(device -> () -> whole(device)).toList());
        order(server);
        double reading =
            Together.run(herd.stream().<Callable<?>>map(reader -> () -> whole(reader)).toList());
        if (run >= 0) {
          one.add(alone);
          stores.add(fifty);
          readers.add(reading);
          bytes = herd.get(0).bytes();
          most = Math.max(most, Memory.resident(server.nodes()));
        }
      }
    } finally {
      devices.forEach(Holdfast::close);
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("one-device", one.samples());
    measured.put("50-devices", stores.samples());
    measured.put("500-readers", readers.samples());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows/s to 50 devices", perSecond(DEVICES, stores.samples()));
    facts.put("rows/s to 500 readers", perSecond(READERS, readers.samples()));
    facts.put("bytes per reader", bytes);
    facts.put("most memory of the server, MiB", most);
    return new Report(
        name(),
        "5,000 of 100,000 work orders for each; the devices' stores encrypted",
        "one-device",
        measured,
        facts);
  }

  private static Holdfast enrol(BenchServer server) throws IOException {
    Holdfast device = Holdfast.at(server.newStore()).openWithKey(new byte[32]);
    device.signIn(server.url(), WorkOrders.FEW.name(), WorkOrders.PASSWORD, "bench");
    device.sync();
    return device;
  }

  private static void order(BenchServer server) throws Exception {
    WorkOrders.renew(server);
    server.admin("resync", "--user", WorkOrders.FEW.name(), "--reason", "a benchmark");
  }

  private static SyncResult whole(Holdfast device) {
    SyncResult result = device.sync();
    if (result.kind() != SyncResult.Kind.FULL || result.down().rows() < WorkOrders.FEW.rows()) {
      throw new IllegalStateException("not a full sync: " + result);
    }
    return result;
  }

  private static long whole(Reader reader) throws IOException, InterruptedException {
    long rows = reader.sync();
    if (rows < WorkOrders.FEW.rows()) {
      throw new IllegalStateException("not a full sync: " + rows + " rows");
    }
    return rows;
  }

  private static long perSecond(int devices, Samples samples) {
    return Math.round(devices * WorkOrders.FEW.rows() * SECOND / samples.median());
  }
}
