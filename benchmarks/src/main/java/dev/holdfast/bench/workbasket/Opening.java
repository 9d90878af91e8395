package dev.holdfast.bench.workbasket;

import dev.holdfast.bench.BenchServer;
import dev.holdfast.bench.Benchmark;
import dev.holdfast.bench.Report;
import dev.holdfast.bench.Samples;
import dev.holdfast.bench.casework.Repairs;
import dev.holdfast.bench.light.LightDevice;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The console's pages of the workbasket with 200,000 issues, nine of ten unresolved, and a case
 * with 5,000 entries in its history, whole answers of the server without what a browser does.
 */
public final class Opening implements Benchmark {
  private static final int ENTRIES = 5_000;
  private static final int BATCH = 100;
  private static final int RUNS = 15;
  private static final int WARM_UP = 10;

  private static final String ISSUES =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason, cause,
        messages, status, user_name, device_id, device_name, sequence, received_at, payload, package_version, version)
      SELECT gen_random_uuid(), 'basket-' || n % 12, 'repairs', gen_random_uuid(), 'repair', 'write', gen_random_uuid(),
        (ARRAY['stale', 'already-completed', 'not-allowed', 'not-available'])[1 + n % 4],
        CASE WHEN n % 3 = 0 THEN 'note' END, jsonb_build_array('Somebody was faster, at site ' || n % 997),
        CASE WHEN n % 10 = 0 THEN 'resolved' ELSE 'open' END, 'user-' || n % 500, gen_random_uuid(), 'tablet-' || n % 700,
        n, timestamptz '2026-11-30 12:00:00Z' - n * interval '3 minutes',
        format('{"fields": {"note": "What was seen at site %s", "count": %s}}', n % 997, n), '1.0.' || n % 5, 1
      FROM generate_series(1, 200000) n
      """;

  @Override
  public String name() {
    return "workbasket";
  }

  @Override
  public String description() {
    return "pages of the workbasket with 200,000 issues, and a case with 5,000 entries in its history;"
        + " baseline: the console's page of applications";
  }

  @Override
  public Report run(BenchServer server) throws Exception {
    UUID busy = longHistory(new Repairs(server));
    UUID issue = issues(server);
    Visitor visitor = new Visitor(server.url(), "admin", server.adminPassword());
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("applications", "/applications/list");
    pages.put("workbasket", "/issues/list");
    pages.put("search-for-words", "/issues/list?text=site+42");
    pages.put("one-basket", "/issues/list?workbasket=basket-3");
    pages.put("groups-by-cause", "/issues/groups");
    pages.put("reports", "/issues/reports");
    pages.put("issue", "/issues/issue?id=" + issue);
    pages.put("case-with-5000-entries", "/cases/case?id=" + busy);
    Map<String, Samples.Collector> collected = new LinkedHashMap<>();
    for (int run = -WARM_UP; run < RUNS; run++) {
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Samples.Collector samples =
            collected.computeIfAbsent(page.getKey(), key -> new Samples.Collector());
        Samples.Collector counted = run < 0 ? new Samples.Collector() : samples;
        counted.time(() -> visitor.open(page.getValue()));
      }
    }
    Map<String, Samples> measured = new LinkedHashMap<>();
    collected.forEach((page, samples) -> measured.put(page, samples.samples()));
    return new Report(
        name(),
        "200,000 issues in 12 workbaskets, nine of ten unresolved; a history of 5,000 entries",
        "applications",
        measured,
        Map.of());
  }

  /** A case that devices wrote 5,000 times. */
  private static UUID longHistory(Repairs repairs) throws IOException, InterruptedException {
    UUID busy = UUID.randomUUID();
    LightDevice device = repairs.device();
    for (int begun = 0; begun < ENTRIES; begun += BATCH) {
      List<ActionSubmission> batch = new ArrayList<>();
      for (int i = begun; i < begun + BATCH; i++) {
        batch.add(i == 0 ? repairs.begin(busy) : repairs.write(busy));
      }
      repairs.submit(device, batch);
    }
    return busy;
  }

  /** Writes them past the server: what is measured is reading. */
  private static UUID issues(BenchServer server) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(ISSUES);
      statement.execute("VACUUM ANALYZE");
      try (var row =
          statement.executeQuery("SELECT id FROM holdfast.issue ORDER BY sequence LIMIT 1")) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }
}
