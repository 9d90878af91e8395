package dev.holdfast.bench.doorbell;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.LightDevice;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One changed row and a thousand devices at the doorbell: from the commit until a device has read
 * the change. The devices keep no store and share this process; the baseline is a single device.
 */
public final class Ringing implements Benchmark {
  private static final int DEVICES = 1_000;
  private static final int RUNS = 7;

  /** Changes that don't count: device and server are to run as they do after a while. */
  private static final int WARM_UP = 25;

  private static final int READERS = 16;

  /** As devices do. */
  private static final int REPORT_SPREAD_MILLIS = 2_000;

  /** Until all have reported. */
  private static final int PAUSE_MILLIS = 3_500;

  private static final long PATIENCE_SECONDS = 60;
  private static final double MILLIS = 1e6;

  private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
  private final ScheduledExecutorService reports = Executors.newScheduledThreadPool(READERS);
  private final Random random = new Random(11);
  private final ConcurrentLinkedQueue<Double> applied = new ConcurrentLinkedQueue<>();
  private final AtomicInteger handed = new AtomicInteger();
  private final Semaphore open = new Semaphore(0);
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile long committed;
  private volatile CountDownLatch lacking = new CountDownLatch(0);

  @Override
  public String name() {
    return "doorbell";
  }

  @Override
  public String description() {
    return "1,000 connected devices, one change: time until a device has it; baseline: one device";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    try {
      return measure(server);
    } finally {
      readers.shutdownNow();
      reports.shutdownNow();
    }
  }

  private Report measure(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    LightDevice first =
        LightDevice.enrol(client, server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD);
    first.sync();
    AtomicInteger failed = new AtomicInteger();
    connect(first, failed);
    awaitOpen(1);
    Samples.Collector alone = new Samples.Collector();
    for (int run = -WARM_UP; run < RUNS; run++) {
      double[] times = change(server, 1, run);
      if (run >= 0) {
        alone.add(times[0]);
      }
    }
    for (int i = 1; i < DEVICES; i++) {
      LightDevice device =
          LightDevice.enrol(client, server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD);
      device.holdAs(first);
      device.sync();
      connect(device, failed);
    }
    awaitOpen(DEVICES - 1);
    Samples.Collector median = new Samples.Collector();
    Samples.Collector p95 = new Samples.Collector();
    Samples.Collector last = new Samples.Collector();
    for (int run = -WARM_UP; run < RUNS; run++) {
      double[] times = change(server, DEVICES, run);
      if (run >= 0) {
        median.add(times[times.length / 2]);
        p95.add(times[times.length * 95 / 100]);
        last.add(times[times.length - 1]);
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("one-device", alone.samples());
    measured.put("median-device", median.samples());
    measured.put("p95-device", p95.samples());
    measured.put("last-device", last.samples());
    return new Report(
        name(),
        "one of 100,000 work orders; devices without a store, " + READERS + " syncs at a time",
        "one-device",
        measured,
        Map.of("devices", DEVICES, "handed at the door", handed.get(), "failures", failed.get()));
  }

  /** Who is not at the door yet when something changes is not rung for it. */
  private void awaitOpen(int more) throws InterruptedException {
    if (!open.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          more
              - open.availablePermits()
              + " devices did not come to the door; first failure: "
              + failure.get());
    }
  }

  /** Changes a row and waits until so many devices have it; their times in order. */
  private double[] change(BenchServer server, int devices, int run) throws Exception {
    applied.clear();
    lacking = new CountDownLatch(devices);
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(
          "UPDATE bench.work_order SET version = version + 1 WHERE id = md5('work order "
              + (100 + run)
              + "')::uuid");
      connection.commit();
      committed = System.nanoTime();
    }
    if (!lacking.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          lacking.getCount() + " devices did not get a change; first failure: " + failure.get());
    }
    Thread.sleep(PAUSE_MILLIS);
    return applied.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private void connect(LightDevice device, AtomicInteger failed) {
    List<String> data = new ArrayList<>();
    device.listen(
        line -> {
          if (line.startsWith(": open")) {
            open.release();
          } else if (line.equals("event: ring")) {
            readers.execute(() -> sync(device, failed));
          } else if (line.startsWith("data: ")) {
            data.add(line.substring("data: ".length()));
          } else if (line.isEmpty() && data.size() == 2) {
            List<String> delta = List.copyOf(data);
            data.clear();
            handed.incrementAndGet();
            readers.execute(() -> take(device, delta, failed));
          } else if (line.startsWith("error") || line.equals("end")) {
            failed.incrementAndGet();
            failure.compareAndSet(null, "doorbell: " + line);
          }
        });
  }

  private void take(LightDevice device, List<String> delta, AtomicInteger failed) {
    try {
      if (device.take(delta)) {
        applied();
        reports.schedule(
            () -> report(device, failed),
            random.nextInt(REPORT_SPREAD_MILLIS),
            TimeUnit.MILLISECONDS);
      } else {
        sync(device, failed);
      }
    } catch (java.io.IOException e) {
      failed.incrementAndGet();
      failure.compareAndSet(null, e.toString());
    }
  }

  private void report(LightDevice device, AtomicInteger failed) {
    try {
      device.report();
    } catch (java.io.IOException e) {
      failed.incrementAndGet();
      failure.compareAndSet(null, e.toString());
    }
  }

  private void applied() {
    applied.add((System.nanoTime() - committed) / MILLIS);
    lacking.countDown();
  }

  private void sync(LightDevice device, AtomicInteger failed) {
    try {
      if (device.sync().isPresent()) {
        applied();
      }
    } catch (java.io.IOException e) {
      failed.incrementAndGet();
      failure.compareAndSet(null, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
