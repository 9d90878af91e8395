package dev.holdfast.bench.upload;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.ServerCpu;
import dev.holdfast.bench.Together;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.SyncResult;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * 1,000 queued actions of one device, and 200 of each of 50 devices at once, a fifth of them new
 * cases: the whole sync, with what came of them on the way down.
 */
public final class Upload implements Benchmark {
  private static final int ACTIONS = 1_000;
  private static final int DEVICES = 50;
  private static final int EACH = 200;
  private static final int RUNS = 7;
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 3;
  private static final double SECOND = 1000;

  @Override
  public String name() {
    return "upload";
  }

  @Override
  public String description() {
    return "1,000 queued actions of one device, and 50 devices at once; baseline: the same rows"
        + " inserted by JDBC in batches of the same size";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    Visitors visitors = new Visitors(server, Upload.class);
    BareBatches.prepare(server);
    Samples.Collector bare = new Samples.Collector();
    Samples.Collector one = new Samples.Collector();
    Samples.Collector oneCpu = new Samples.Collector();
    try (ServerCpu cpu = new ServerCpu(server);
        Connection connection = server.connect()) {
      for (int run = -WARM_UP; run < RUNS; run++) {
        try (Holdfast device = visitors.enrol()) {
          visitors.work(device, ACTIONS);
          double before = cpu.millis();
          double millis = Together.run(List.of(() -> upload(device, ACTIONS)));
          if (run >= 0) {
            one.add(millis);
            oneCpu.add(cpu.millis() - before);
            bare.time(() -> BareBatches.insert(connection, ACTIONS));
          }
        }
      }
    }
    Samples.Collector bareMany = new Samples.Collector();
    Samples.Collector many = new Samples.Collector();
    List<Holdfast> devices = new ArrayList<>();
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < DEVICES; i++) {
        devices.add(visitors.enrol());
        connections.add(server.connect());
      }
      for (int round = 0; round < ROUNDS; round++) {
        List<Callable<?>> all = new ArrayList<>();
        List<Callable<?>> rows = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
          Holdfast device = devices.get(i);
          Connection connection = connections.get(i);
          visitors.work(device, EACH);
          all.add(() -> upload(device, EACH));
          rows.add(
              () -> {
                BareBatches.insert(connection, EACH);
                return connection;
              });
        }
        many.add(Together.run(all));
        bareMany.add(Together.run(rows));
      }
    } finally {
      devices.forEach(Holdfast::close);
      for (Connection connection : connections) {
        connection.close();
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("bare-insert-1000", bare.samples());
    measured.put("one-device-1000", one.samples());
    measured.put("one-device-server-cpu", oneCpu.samples());
    measured.put("bare-insert-50-x-200", bareMany.samples());
    measured.put("50-devices-x-200", many.samples());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("actions/s of one device", perSecond(ACTIONS, one.samples()));
    facts.put("actions/s of 50 devices", perSecond(DEVICES * EACH, many.samples()));
    facts.put("50 devices per bare insert", many.samples().median() / bareMany.samples().median());
    return new Report(
        name(),
        "actions of two fields, five a case; judged, with history, outcome and capture",
        "bare-insert-1000",
        measured,
        facts);
  }

  private static SyncResult upload(Holdfast device, int actions) {
    SyncResult result = device.sync();
    if (result.up().applied() != actions || result.pending() != 0) {
      throw new IllegalStateException("not all were applied: " + result);
    }
    return result;
  }

  private static long perSecond(int actions, Samples samples) {
    return Math.round(actions * SECOND / samples.median());
  }
}
