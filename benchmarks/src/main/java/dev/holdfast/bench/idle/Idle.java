package dev.holdfast.bench.idle;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.LightDevice;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Polls with nothing new, beside an empty resource behind the same authentication. Each figure is
 * the time for a thousand requests by eight clients at once, over a hundred devices: the server
 * lets a single one do thirty a second.
 */
public final class Idle implements Benchmark {
  private static final int DEVICES = 100;
  private static final int CLIENTS = 8;
  private static final int REQUESTS = 1_000;
  private static final int RUNS = 9;
  private static final int WARM_UP = 4;
  private static final int PAUSE_MILLIS = 500;
  private static final double MILLIS = 1e6;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "polls with nothing new; baseline: an empty resource behind the same authentication";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<LightDevice> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      LightDevice device =
          LightDevice.enrol(client, server.url(), WorkOrders.ALL.name(), WorkOrders.PASSWORD);
      if (i > 0) {
        device.holdAs(devices.get(0));
      }
      device.sync();
      devices.add(device);
    }
    List<HttpRequest> polls = new ArrayList<>();
    List<HttpRequest> empties = new ArrayList<>();
    for (LightDevice device : devices) {
      polls.add(device.poll());
      empties.add(device.me());
    }
    Samples.Collector baseline = new Samples.Collector();
    Samples.Collector idle = new Samples.Collector();
    long pollTransactions = 0;
    double pollSeconds = 0;
    for (int run = -WARM_UP; run < RUNS; run++) {
      double empty = round(client, empties, 200);
      long before = transactions(server);
      double poll = round(client, polls, 204);
      if (run >= 0) {
        pollTransactions += transactions(server) - before;
        pollSeconds += poll / 1000;
        baseline.add(empty);
        idle.add(poll);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    long before = transactions(server);
    long started = System.nanoTime();
    Thread.sleep(2L * PAUSE_MILLIS);
    double alone = (transactions(server) - before) / ((System.nanoTime() - started) / 1e9);
    Map<String, Samples> measured = new LinkedHashMap<>();
    measured.put("empty-resource", baseline.samples());
    measured.put("idle-poll", idle.samples());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("requests per run", REQUESTS);
    facts.put(
        "empty resource, requests/s", Math.round(REQUESTS * 1000 / baseline.samples().median()));
    facts.put("idle polls/s", Math.round(REQUESTS * 1000 / idle.samples().median()));
    facts.put("throughput ratio", baseline.samples().median() / idle.samples().median());
    facts.put("database transactions/s while polling", Math.round(pollTransactions / pollSeconds));
    facts.put("database transactions/s of the watcher without polls", Math.round(alone));
    facts.put(
        "database transactions per poll, the watcher's among them",
        (double) pollTransactions / (RUNS * REQUESTS));
    return new Report(
        name(),
        DEVICES + " devices with 20 buckets of 100,000 work orders, " + CLIENTS + " at a time",
        "empty-resource",
        measured,
        facts);
  }

  private static double round(HttpClient client, List<HttpRequest> requests, int status)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    long started = System.nanoTime();
    for (int i = 0; i < CLIENTS; i++) {
      Thread thread = new Thread(() -> client(client, requests, status, next, wrong));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (wrong.get() > 0) {
      throw new IllegalStateException(wrong + " requests were answered with another status");
    }
    return (System.nanoTime() - started) / MILLIS;
  }

  private static void client(
      HttpClient client,
      List<HttpRequest> requests,
      int status,
      AtomicInteger next,
      AtomicInteger wrong) {
    for (int n = next.getAndIncrement(); n < REQUESTS; n = next.getAndIncrement()) {
      try {
        int answered =
            client.send(requests.get(n % requests.size()), BodyHandlers.discarding()).statusCode();
        if (answered != status) {
          wrong.incrementAndGet();
        }
      } catch (java.io.IOException e) {
        wrong.incrementAndGet();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static long transactions(BenchServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT xact_commit + xact_rollback FROM pg_stat_database"
                    + " WHERE datname = current_database()")) {
      row.next();
      return row.getLong(1);
    }
  }
}
