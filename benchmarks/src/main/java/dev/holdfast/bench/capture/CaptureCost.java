package dev.holdfast.bench.capture;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.fullsync.WorkOrders;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Single-row updates and bulk inserts on a captured table and on the same table without capture, in
 * turns.
 */
public final class CaptureCost implements Benchmark {
  private static final int RUNS = 5;
  private static final String CAPTURED = "bench.work_order";
  private static final String PLAIN = "bench.plain";

  /** Without the tombstones of the load before, as a purge leaves it. */
  private static final String PURGE =
      """
      DO $$ BEGIN
        EXECUTE (SELECT format('DELETE FROM holdfast.%I WHERE hash IS NULL', relname) FROM pg_class
                 WHERE relnamespace = 'holdfast'::regnamespace AND relkind = 'r'
                   AND starts_with(relname, 'capture_bench_'));
      END $$\
      """;

  @Override
  public String name() {
    return "capture";
  }

  @Override
  public String description() {
    return "cost for writers: single-row updates and 100,000-row inserts; baseline: no capture";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    Map<String, Samples.Collector> times = new LinkedHashMap<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE bench.plain (LIKE bench.work_order INCLUDING ALL)");
      statement.execute("INSERT INTO bench.plain SELECT * FROM bench.work_order");
      statement.execute("CREATE TABLE bench.load AS SELECT * FROM bench.work_order");
      statement.execute("VACUUM ANALYZE");
      for (int run = 0; run <= RUNS; run++) {
        Map<String, Samples.Collector> into = run == 0 ? new LinkedHashMap<>() : times;
        updates(server, into, 1);
        updates(server, into, 4);
        bulk(statement, into);
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    times.forEach((what, collector) -> measured.put(what, collector.samples()));
    return new Report(
        name(),
        "work orders: " + Updates.COUNT + " updates per client, inserts of 100,000 rows",
        "updates-1-plain",
        measured,
        facts(measured));
  }

  private static void updates(BenchServer server, Map<String, Samples.Collector> times, int clients)
      throws Exception {
    for (String table : new String[] {PLAIN, CAPTURED}) {
      try (Updates updates = new Updates(server, table, clients)) {
        collector(times, "updates-" + clients, table).time(updates::run);
      }
    }
  }

  private static void bulk(Statement statement, Map<String, Samples.Collector> times)
      throws Exception {
    for (String table : new String[] {PLAIN, CAPTURED}) {
      collector(times, "bulk", table).time(() -> load(statement, table));
      statement.execute("DELETE FROM " + table + " WHERE title = 'loaded'");
    }
    statement.execute(PURGE);
    statement.execute("VACUUM");
  }

  private static void load(Statement statement, String table) throws SQLException {
    statement.execute(
        "INSERT INTO "
            + table
            + " SELECT gen_random_uuid(), region, status, 'loaded', description, assignee, amount,"
            + " updated_at, version FROM bench.load");
  }

  private static Samples.Collector collector(
      Map<String, Samples.Collector> times, String what, String table) {
    String name = what + (table.equals(PLAIN) ? "-plain" : "-captured");
    return times.computeIfAbsent(name, n -> new Samples.Collector());
  }

  private static Map<String, Object> facts(Map<String, Samples> measured) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "transactions/s, 1 client, captured to plain (bar: at least 0.70)",
        ratio(measured, "updates-1-plain", "updates-1-captured"));
    facts.put(
        "transactions/s, 4 clients, captured to plain",
        ratio(measured, "updates-4-plain", "updates-4-captured"));
    facts.put(
        "bulk time, captured to plain (bar: at most 3.00)",
        ratio(measured, "bulk-captured", "bulk-plain"));
    return facts;
  }

  private static String ratio(Map<String, Samples> measured, String one, String other) {
    return String.format(Locale.ROOT, "%.2f", median(measured, one) / median(measured, other));
  }

  private static double median(Map<String, Samples> measured, String what) {
    Samples samples = measured.get(what);
    if (samples == null) {
      throw new IllegalStateException(what + " was not measured");
    }
    return samples.median();
  }
}
