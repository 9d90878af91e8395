package dev.holdfast.server.archive.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.archive.api.Expiry;
import dev.holdfast.server.archive.api.LegalHolds;
import dev.holdfast.server.casework.internal.CompletedCasesBean;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.history.api.History.Verification;
import dev.holdfast.server.history.api.HistoryEntry;
import dev.holdfast.server.hooks.internal.Messages;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.testing.CaseBeans;
import dev.holdfast.server.testing.HandClock;
import dev.holdfast.server.testing.StubPackages;
import dev.holdfast.server.testing.TestBeans;
import dev.holdfast.server.testing.TestDatabase;
import dev.holdfast.server.workbasket.internal.CaseIssuesBean;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Completed cases with histories, and the beans of feature archive; type last is kept ten years.
 */
final class ArchiveWork {
  /** Type fresh is kept for ever. */
  static final String SOURCE =
      StubPackages.source().replace("  last:\n", "  last:\n    retention: P10Y\n");

  private static final String CASE =
      """
      INSERT INTO holdfast.case_file (id, application, type, stage, completed, version, assignee, fields, package_version,
        created_at, changed_at, last_device_from, last_action, parent_id)
      VALUES (?, 'inspection-test', ?, 'closed', ?, 2, 'alice', '{"note": "private"}', '1.0.0', ?, ?, 0, gen_random_uuid(), ?)
      """;

  private static final String ISSUE =
      """
      INSERT INTO holdfast.issue (id, workbasket, application, case_id, case_type, action, action_id, reason, messages, status,
        user_name, sequence, received_at, payload, resolution, resolution_reason, version)
      VALUES (?, 'last-issues', 'inspection-test', ?, 'last', 'record', gen_random_uuid(), 'already-completed', '["private"]', ?,
        'alice', 1, now(), '{"fields": {"note": "private"}}', 'discard', 'private', 1)
      """;

  private final TestDatabase database = TestDatabase.create();
  private final TestBeans beans =
      CaseBeans.on(
          database,
          List.of(
              HoldRows.class,
              LegalHoldsBean.class,
              ExpiryStep.class,
              ExpiryOfCases.class,
              HistoryExportsBean.class,
              CompletedCasesBean.class,
              CaseIssuesBean.class,
              Messages.class));

  private final HandClock clock = new HandClock();

  ArchiveWork() {
    beans.put(Packages.class, StubPackages.packages(SOURCE));
    beans.put(Clock.class, clock);
  }

  Instant now() {
    return clock.instant();
  }

  void later(Duration step) {
    clock.forward(step);
  }

  Jdbc jdbc() {
    return database.jdbc();
  }

  TestBeans beans() {
    return beans;
  }

  LegalHolds holds() {
    return beans.get(LegalHolds.class);
  }

  /** A case that was completed so many years ago, or has not been, with two entries. */
  UUID closed(String type, int yearsAgo) {
    return add(type, yearsAgo, true, null);
  }

  UUID open(String type, int yearsAgo, @Nullable UUID parent) {
    return add(type, yearsAgo, false, parent);
  }

  private UUID add(String type, int yearsAgo, boolean completed, @Nullable UUID parent) {
    UUID id = UUID.randomUUID();
    Instant at = now().minusSeconds(yearsAgo * 366L * 86_400);
    jdbc().update(CASE, id, type, completed, at, at, parent);
    beans.inTransaction(
        () -> {
          beans.get(History.class).append(List.of(entry(id, at, "create"), entry(id, at, "close")));
          return id;
        });
    return id;
  }

  UUID issue(UUID caseId, String status) {
    UUID id = UUID.randomUUID();
    jdbc().update(ISSUE, id, caseId, status);
    jdbc()
        .update(
            "INSERT INTO holdfast.issue_event (issue_id, at, user_name, kind, text)"
                + " VALUES (?, now(), 'mia', 'commented', 'private')",
            id);
    return id;
  }

  /** Somebody outside is still to be told of a case. */
  void message(UUID caseId) {
    jdbc()
        .update(
            "INSERT INTO holdfast.webhook_delivery (id, webhook_id, case_id, action_id, kind, body,"
                + " created_at, next_at, give_up_at) VALUES (gen_random_uuid(), gen_random_uuid(), ?,"
                + " gen_random_uuid(), 'applied', 'private', now(), now(), now())",
            caseId);
  }

  /** What a purge does in many transactions, in one. */
  long expire() {
    return beans.inTransaction(() -> beans.get(Expiry.class).remove(soFar -> {}));
  }

  Verification verify(UUID caseId) {
    return beans.inTransaction(() -> beans.get(History.class).verify(caseId));
  }

  boolean isThere(UUID caseId) {
    return jdbc()
        .one("SELECT FROM holdfast.case_file WHERE id = ?", row -> true, caseId)
        .orElse(false);
  }

  /** An expression over an issue. */
  String ofIssue(String expression, UUID issue) {
    return jdbc()
        .list(
            "SELECT " + expression + " FROM holdfast.issue i WHERE id = ?",
            row -> String.valueOf(row.getString(1)),
            issue)
        .get(0);
  }

  private static HistoryEntry entry(UUID caseId, Instant at, String action) {
    return new HistoryEntry(
        caseId,
        0,
        at,
        "alice",
        UUID.randomUUID(),
        action,
        UUID.randomUUID(),
        "applied",
        null,
        1,
        0,
        "1.0.0",
        at,
        -250,
        Map.of("note", new Change(null, "private")),
        Map.of());
  }
}
