package dev.holdfast.bench.delta;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.LightDevice;
import dev.holdfast.device.Holdfast;
import dev.holdfast.device.api.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * A hundred changed rows in twenty buckets: from the commit until they can be queried on a real
 * device that listens at the doorbell, and the answer to a device without a store. In tables of
 * growing size; the baseline is the smallest.
 */
public final class Delta implements Benchmark {
  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int RUNS = 15;
  private static final int WARM_UP = 10;

  /** Before the first size is measured: the server's code is to be compiled by then. */
  private static final int FIRST_WARM_UP = 100;

  private static final int PAUSE_MILLIS = 200;
  private static final long PATIENCE_SECONDS = 30;

  @Override
  public String name() {
    return "delta";
  }

  @Override
  public String description() {
    return "100 changed rows among 1,000 to 1,000,000; baseline: among 1,000";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    Map<String, Samples> measured = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int size : SIZES) {
      WorkOrders.resize(server, size);
      LightDevice light =
          LightDevice.enrol(client, server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD);
      light.sync();
      Samples.Collector answer = new Samples.Collector();
      long bytes = 0;
      int warmUp = size == SIZES[0] ? FIRST_WARM_UP : WARM_UP;
      for (int run = -warmUp; run < RUNS; run++) {
        WorkOrders.change(server, run);
        Thread.sleep(PAUSE_MILLIS / 4);
        long started = System.nanoTime();
        LightDevice.Received received = light.sync().orElseThrow();
        if (run >= 0) {
          answer.add((System.nanoTime() - started) / 1e6);
        }
        bytes = received.bytes();
      }
      measured.put("answer-" + size, answer.samples());
      Samples device = onDevice(server);
      measured.put("device-" + size, device);
      System.err.printf(
          "%,d rows: answer %.1f ms, on the device after %.1f ms%n",
          size, answer.samples().median(), device.median());
      facts.put("bytes on the wire, " + size, bytes);
      facts.put("bytes / compressed rows, " + size, (double) bytes / compressedRows(server));
    }
    return new Report(
        name(),
        WorkOrders.CHANGED
            + " changed work orders in 20 buckets; answers of the server, and commit to queryable",
        "answer-" + SIZES[0],
        measured,
        facts);
  }

  /** From the commit until the change can be queried on a device with an encrypted store. */
  private static Samples onDevice(BenchServer server) throws Exception {
    SynchronousQueue<Long> told = new SynchronousQueue<>();
    Samples.Collector samples = new Samples.Collector();
    try (Holdfast device = Holdfast.open(server.newStore(), "benchmarks only".toCharArray())) {
      device.signIn(server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD, "bench");
      device.sync();
      Thread keeper =
          new Thread(
              () -> device.syncUntilInterrupted(Duration.ofMinutes(5), done -> {}, away -> {}));
      Subscription subscription = device.watch(change -> told.offer(System.nanoTime()));
      keeper.start();
      // Long enough for the doorbell's first ring and its sync.
      Thread.sleep(10L * PAUSE_MILLIS);
      for (int run = -WARM_UP; run < RUNS; run++) {
        long committed = WorkOrders.change(server, run);
        Long applied = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (applied == null) {
          throw new IllegalStateException("a change did not reach the device");
        }
        if (run >= 0) {
          samples.add((applied - committed) / 1e6);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      subscription.close();
      keeper.interrupt();
      keeper.join();
    }
    return samples.samples();
  }

  private static long compressedRows(BenchServer server) throws SQLException, IOException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT json_build_array(id, region, status, title, description, assignee, amount::text,"
                    + " updated_at::text, version)::text FROM bench.work_order ORDER BY id LIMIT "
                    + WorkOrders.CHANGED)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        while (rows.next()) {
          gzip.write((rows.getString(1) + '\n').getBytes(StandardCharsets.UTF_8));
        }
      }
      return bytes.size();
    }
  }
}
