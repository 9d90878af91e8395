package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueFilter.Cause;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How 200,000 issues are read: by the indexes that are there for it. */
class IssuePlanTest {
  private static final String FILL =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason, cause,
        messages, status, user_name, device_id, device_name, sequence, received_at, payload, package_version, version,
        resolved_at)
      SELECT gen_random_uuid(), 'basket-' || i % 8, 'inspection', gen_random_uuid(), 'type-' || i % 4, 'close',
        gen_random_uuid(), (ARRAY['stale', 'not-allowed', 'already-completed', 'not-available'])[1 + i % 4],
        CASE WHEN i % 4 = 1 THEN 'field_' || i % 5 END, '["Somebody was faster"]',
        CASE WHEN i % 10 = 0 THEN 'resolved' ELSE 'open' END, 'user-' || i % 500, gen_random_uuid(), 'Tablet ' || i % 500,
        i, timestamptz '2026-01-01' + i * interval '1 minute',
        json_build_object('name', 'close', 'fields', json_build_object('note', 'lamp ' || md5(i::text), 'count', i),
          'base', json_build_object('note', 'lamp'))::text,
        '1.' || i % 3 || '.0', 1, CASE WHEN i % 10 = 0 THEN timestamptz '2026-06-01' + i * interval '1 minute' END
      FROM generate_series(1, 200000) i
      """;

  /** Behind one of seven of them two others wait. */
  private static final String FOLLOW =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason,
        messages, status, user_name, device_id, device_name, sequence, received_at, payload, package_version, version,
        head)
      SELECT gen_random_uuid(), workbasket, application, case_id, case_type, 'sign', gen_random_uuid(), 'follows-parked',
        '["It waits"]', 'waiting', user_name, device_id, device_name, sequence + n, received_at + n * interval '1 second',
        json_build_object('name', 'sign', 'fields', json_build_object('note', 'signed ' || md5((sequence + n)::text)))::text,
        package_version, 1, id
      FROM holdfast.issue, generate_series(1, 2) n WHERE status = 'open' AND sequence % 7 = 0
      """;

  private static final IssueFilter UNRESOLVED = IssueFilter.ALL.as("unresolved");
  private static final PageRequest PAGE = new PageRequest(0, 50, null, false);

  private final TestDatabase database = TestDatabase.create();
  private final Jdbc jdbc = database.jdbc();
  private final SoftAssertions checks = new SoftAssertions();

  @Test
  void listsSearchesAndGroupsAreReadByIndexes(TestReporter report) throws Exception {
    fill();
    Reach member = new Reach(Set.of("basket-3"));

    page(report, "the newest", UNRESOLVED, Reach.ALL, PAGE, "issue_unresolved");
    page(report, "a member's", UNRESOLVED, member, PAGE, "issue_unresolved");
    page(report, "by reason", UNRESOLVED, Reach.ALL, sorted("reason"), "issue_reason");
    page(report, "by user", IssueFilter.ALL, Reach.ALL, sorted("user"), "issue_user");
    page(report, "a user's", of("user-7", null), Reach.ALL, PAGE, "issue_user");
    page(
        report,
        "a word",
        of(null, "c4ca4238a0b923820dcc509a6f75849b"),
        Reach.ALL,
        PAGE,
        "issue_search");
    page(report, "a beginning", of(null, "c4ca423 lamp"), Reach.ALL, PAGE, "issue_search");
    page(report, "a number", of(null, "#4711"), member, PAGE, "issue_search");
    page(
        report,
        "of this, unresolved",
        UNRESOLVED.of(new Cause("inspection", null, null, null, null)),
        Reach.ALL,
        PAGE,
        "issue_unresolved");
    page(
        report,
        "since, unresolved",
        since("2026-01-02T00:00:00Z"),
        member,
        PAGE,
        "issue_unresolved");
    page(report, "lately", since("2026-05-19T00:00:00Z"), Reach.ALL, PAGE, "issue_unresolved");
    page(
        report,
        "an action, unresolved",
        UNRESOLVED.of(new Cause(null, null, "sign", null, null)),
        Reach.ALL,
        PAGE,
        "issue_chain");
    page(report, "what waits", IssueFilter.ALL.as("waiting"), Reach.ALL, PAGE, "issue_status");
    groups(report, "groups", UNRESOLVED, Reach.ALL, "Index Only Scan using issue_cause");
    groups(report, "a member's groups", UNRESOLVED, member, "Index Only Scan using issue_");
    groups(report, "groups of a word", of(null, "c4ca423"), Reach.ALL, "issue_search");
    groups(
        report,
        "one group",
        UNRESOLVED.of(new Cause("inspection", "type-1", null, "1.0.0", "field_1")),
        Reach.ALL,
        "issue_cause");
    count(report, "how many", UNRESOLVED, Reach.ALL);
    count(report, "how many of a member's", UNRESOLVED, member);
    count(
        report,
        "how many of this",
        UNRESOLVED.of(new Cause("inspection", null, null, null, null)),
        Reach.ALL);
    count(
        report,
        "how many with an action",
        UNRESOLVED.of(new Cause(null, null, "sign", null, null)),
        Reach.ALL);
    checks.assertAll();
  }

  private static IssueFilter since(String from) {
    return new IssueFilter(
        null, "unresolved", null, null, null, null, Instant.parse(from), null, null);
  }

  private void fill() throws Exception {
    // Indexes that are there while rows come make the test slow, and nothing else.
    String search =
        jdbc.one(
                "SELECT pg_get_indexdef('holdfast.issue_search'::regclass)",
                row -> row.getString(1))
            .orElseThrow();
    try (Connection connection = database.dataSource().getConnection()) {
      Sql sql = new Sql(connection);
      sql.run("DROP INDEX holdfast.issue_search");
      sql.run(FILL);
      sql.run(FOLLOW);
      sql.run(search);
      sql.run("VACUUM ANALYZE holdfast.issue");
    }
  }

  private static PageRequest sorted(String key) {
    return new PageRequest(0, 50, key, true);
  }

  private static IssueFilter of(@Nullable String user, @Nullable String text) {
    return new IssueFilter(null, null, null, user, null, null, null, null, text);
  }

  private void page(
      TestReporter report,
      String what,
      IssueFilter filter,
      Reach reach,
      PageRequest page,
      String index)
      throws Exception {
    IssueQuery query = new IssueQuery(filter, reach);
    check(report, what, IssueLists.select(query, page), index, query.parameters());
  }

  private void groups(
      TestReporter report, String what, IssueFilter filter, Reach reach, String index) {
    IssueQuery query = new IssueQuery(filter, reach);
    check(report, what, IssueGroups.groups(query), index, query.parameters());
  }

  private void count(TestReporter report, String what, IssueFilter filter, Reach reach) {
    IssueQuery query = new IssueQuery(filter, reach);
    check(
        report, what, "SELECT count(*)" + query.matching(), "Index Only Scan", query.parameters());
  }

  @SuppressWarnings("NullAway") // javac doesn't read the annotations of arrays from class files
  private void check(
      TestReporter report,
      String what,
      String statement,
      String index,
      @Nullable Object... parameters) {
    List<String> plan =
        new ArrayList<>(
            jdbc.list(
                "EXPLAIN (ANALYZE, TIMING OFF) " + statement, row -> row.getString(1), parameters));
    report.publishEntry(what, plan.get(plan.size() - 1));
    checks.assertThat(plan).as(what).noneMatch(line -> line.contains("Seq Scan on issue"));
    checks.assertThat(String.join("\n", plan)).as(what).contains(index);
  }
}
