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
          + " / (SELECT count(*) FROM (SELECT DISTINCT unit, bucket FROM holdfast.bucket_change) b)";
  private static final String OF_DEVICES =
      "SELECT pg_total_relation_size('holdfast.device') + pg_total_relation_size('holdfast.device_sync')";
  private static final String LOGS =
      "SELECT pg_total_relation_size('holdfast.sync_log') + pg_total_relation_size('holdfast.audit_entry')";
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
      facts.put("bytes per bucket", number(statement, SUMS));
      for (int i = 0; i < CHANGES; i++) {
        statement.execute(
            "UPDATE bench.work_order SET version = version + 1 WHERE id = md5('work order ' || "
                + (1 + i * 49L % WorkOrders.ROWS)
                + ")::uuid");
      }
      statement.execute("VACUUM");
      facts.put("bytes per bucket, after 100 changes in each", number(statement, SUMS));
      measured.put("changed-one-by-one", perRow(statement, SIZE));
      statement.execute("UPDATE bench.work_order SET version = version + 1");
      statement.execute("VACUUM");
      measured.put("changed-all-at-once", perRow(statement, SIZE));
      putDevices(facts, "5,000 rows in a bucket", server, statement, WorkOrders.FEW);
      putDevices(facts, "100,000 rows in 20 buckets", server, statement, WorkOrders.ALL);
    }
    facts.put("unit of what is measured", "bytes per row, not milliseconds");
    facts.put("changes one by one", CHANGES);
    facts.put("bar", "filled: at most 160 bytes");
    return new Report(
        name(), "100,000 work orders, uuid key, 20 buckets", "source", measured, facts);
  }

  private static void putDevices(
      Map<String, Object> facts,
      String holding,
      BenchServer server,
      Statement statement,
      WorkOrders.User user)
      throws SQLException, IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    double devices = packed(statement, OF_DEVICES);
    double logs = packed(statement, LOGS);
    for (int i = 0; i < DEVICES; i++) {
      Reader.enrol(client, server.url(), user.name(), WorkOrders.PASSWORD).sync();
    }
    facts.put(
        "bytes per idle device of " + holding, (packed(statement, OF_DEVICES) - devices) / DEVICES);
    facts.put(
        "bytes in the logs per enrolment and sync of " + holding,
        (packed(statement, LOGS) - logs) / DEVICES);
  }

  /** Without the space of rows that were updated, which is used again. */
  private static double packed(Statement statement, String size) throws SQLException {
    statement.execute(
        "VACUUM FULL holdfast.device, holdfast.device_sync, holdfast.sync_log, holdfast.audit_entry");
    return number(statement, size);
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
