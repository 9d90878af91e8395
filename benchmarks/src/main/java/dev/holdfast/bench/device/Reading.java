package dev.holdfast.bench.device;

import dev.holdfast.bench.Samples;
import dev.holdfast.device.Holdfast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists and queries of 100,000 rows, and the list of all cases, beside plain SQLite. */
final class Reading {
  private static final int RUNS = 15;
  private static final int WARM_UP = 5;
  private static final String VISITS =
      "SELECT id, stage, completed, version, assignee, json_extract(fields, '$.note') AS note,"
          + " json_extract(fields, '$.count') AS count FROM visit";

  private Reading() {}

  /** What is asked, by name. The lists have an index, which the package asks for. */
  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put("list-first-50", "SELECT id, title, status FROM work_order ORDER BY id LIMIT 50");
    queries.put(
        "list-newest-50",
        "SELECT id, title, status FROM work_order WHERE status = 'planned'"
            + " ORDER BY updated_at DESC LIMIT 50");
    queries.put("count-by-status", "SELECT status, count(*) FROM work_order GROUP BY status");
    queries.put(
        "search-text",
        "SELECT id, title FROM work_order WHERE title LIKE '%transformer 4242%' ORDER BY id");
    queries.put("all-rows", "SELECT * FROM work_order");
    return queries;
  }

  /**
   * Measures.
   *
   * @param baseline a filled {@link Plain#open}
   */
  static void measure(Holdfast device, Plain baseline, Map<String, Samples> measured)
      throws Exception {
    for (Map.Entry<String, String> query : queries().entrySet()) {
      String sql = query.getValue();
      both(
          query.getKey(),
          () -> baseline.query(sql).size(),
          () -> device.query(sql).size(),
          measured);
    }
    both("all-cases", () -> baseline.query(VISITS).size(), () -> device.cases().size(), measured);
    String id = String.valueOf(device.query("SELECT id FROM work_order LIMIT 1").get(0).get("id"));
    String sql = "SELECT * FROM work_order WHERE id = '" + id + "'";
    both("by-key", () -> baseline.query(sql).size(), () -> device.query(sql).size(), measured);
  }

  /** Both have to find the same number of rows. */
  private interface Query {
    int rows() throws Exception;
  }

  private static void both(String name, Query plain, Query library, Map<String, Samples> measured)
      throws Exception {
    Samples.Collector bare = new Samples.Collector();
    Samples.Collector ours = new Samples.Collector();
    List<Integer> expected = List.of(plain.rows(), library.rows());
    if (!expected.get(0).equals(expected.get(1))) {
      throw new IllegalStateException(name + " found other rows: " + expected);
    }
    for (int run = -WARM_UP; run < RUNS; run++) {
      Samples.Collector discarded = new Samples.Collector();
      (run < 0 ? discarded : bare).time(plain::rows);
      (run < 0 ? discarded : ours).time(library::rows);
    }
    measured.put(name + "-plain", bare.samples());
    measured.put(name, ours.samples());
  }
}
