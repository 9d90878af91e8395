package dev.holdfast.bench.storage;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.fullsync.WorkOrders;
import dev.holdfast.bench.light.Reader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server keeps: per captured row, after the fill and after the rows were changed; per
 * bucket; per device that has synced once and is idle, of much and of little.
 */
public final class Storage implements Benchmark {
  private static final String SIZE =
      "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
          + " WHERE relnamespace = 'holdfast'::regnamespace AND relkind = 'r'"
          + " AND (starts_with(relname, 'capture_bench_') OR relname = 'bucket_change')";
  private static final String SOURCE = "SELECT pg_total_relation_size('bench.work_order')";
  private static final String SUMS =
      "SELECT pg_total_relation_size('holdfast.bucket_change')::numeric"
          + " / (SELECT count(DISTINCT (unit, bucket)) FROM holdfast.bucket_change)";
  private static final String ALL =
      "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
          + " WHERE relnamespace = 'holdfast'::regnamespace AND relkind = 'r'";
  private static final int CHANGES = 2_000;
  private static final int DEVICES = 200;

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public String description() {
    return "bytes that capture keeps per row, all indexes included; baseline: the table itself";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    WorkOrders.prepare(server);
    Map<String, Samples> measured = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      measured.put("source", perRow(statement, SOURCE));
      measured.put("filled", perRow(statement, SIZE));
      for (int i = 0; i < CHANGES; i++) {
        statement.execute(
            "UPDATE bench.work_order SET version = version + 1 WHERE id = md5('work order ' || "
                + (1 + i * 49L % WorkOrders.ROWS)
                + ")::uuid");
      }
      statement.execute("VACUUM");
      facts.put("bytes per bucket, after rows of each were changed", number(statement, SUMS));
      measured.put("changed-one-by-one", perRow(statement, SIZE));
      statement.execute("UPDATE bench.work_order SET version = version + 1");
      statement.execute("VACUUM");
      measured.put("changed-all-at-once", perRow(statement, SIZE));
      facts.put(
          "bytes per idle device of 5,000 rows in a bucket",
          perDevice(server, statement, WorkOrders.FEW));
      facts.put(
          "bytes per idle device of 100,000 rows in 20 buckets",
          perDevice(server, statement, WorkOrders.ALL));
    }
    facts.put("unit of what is measured", "bytes per row, not milliseconds");
    facts.put("changes one by one", CHANGES);
    facts.put("bar", "filled: at most 160 bytes");
    return new Report(
        name(), "100,000 work orders, uuid key, 20 buckets", "source", measured, facts);
  }

  private static double perDevice(BenchServer server, Statement statement, WorkOrders.User user)
      throws SQLException, IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Reader.enrol(client, server.url(), user.name(), WorkOrders.PASSWORD).sync();
    statement.execute("VACUUM FULL");
    double before = number(statement, ALL);
    for (int i = 0; i < DEVICES; i++) {
      Reader.enrol(client, server.url(), user.name(), WorkOrders.PASSWORD).sync();
    }
    statement.execute("VACUUM FULL");
    return (number(statement, ALL) - before) / DEVICES;
  }

  private static double number(Statement statement, String sql) throws SQLException {
    try (ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getDouble(1);
    }
  }

  private static Samples perRow(Statement statement, String size) throws SQLException {
    return new Samples(List.of(number(statement, size) / WorkOrders.ROWS));
  }
}
