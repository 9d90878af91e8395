package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What new issues have to do with earlier ones. In the caller's transaction. */
@ApplicationScoped
public class EarlierIssues {
  private static final String HEADS =
      """
      SELECT action_id, coalesce(head, id) AS head, workbasket FROM holdfast.issue
      WHERE action_id = ANY(?) AND status <> 'resolved'
      """;

  /** The same user's same action on the same case that came to nothing, or is not decided yet. */
  private static final String SAME =
      """
      SELECT w.id AS again, p.id, p.repeats
      FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS w (id, case_id, action)
      CROSS JOIN LATERAL (
        SELECT i.id, i.repeats FROM holdfast.issue i
        WHERE i.case_id = w.case_id AND i.action = w.action AND i.user_name = ? AND i.status <> 'waiting'
          AND (i.resolution IS NULL OR i.resolution IN ('return', 'discard'))
        ORDER BY i.number DESC LIMIT 1) p
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected EarlierIssues() {
    this(null);
  }

  /** Looks into a database. */
  @Inject
  public EarlierIssues(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The head of a chain, and where it is. */
  private record Head(UUID id, String workbasket) {}

  /** Puts what waits into the chain that it waits in, and tells repeats of their earlier. */
  void relate(Caller submitter, List<Issue> issues) {
    Map<UUID, Head> heads = headsBefore(issues);
    Map<UUID, Issue> byId = new HashMap<>();
    for (Issue issue : issues) {
      UUID behind = issue.behindAction();
      Head head = behind == null ? null : heads.get(behind);
      if (head != null) {
        issue.joins(head.id(), head.workbasket());
      }
      heads.put(issue.actionId(), head == null ? new Head(issue.id(), issue.workbasket()) : head);
      byId.put(issue.id(), issue);
    }
    List<Issue> again =
        issues.stream()
            .filter(i -> !i.waits() && i.caseId() != null && i.action() != null)
            .toList();
    if (!again.isEmpty()) {
      jdbc.list(
          SAME,
          row -> {
            Issue issue = byId.get(Sql.requiredUuid(row, "again"));
            Objects.requireNonNull(issue)
                .repeats(Sql.requiredUuid(row, "id"), row.getInt("repeats"));
            return issue;
          },
          again.stream().map(Issue::id).toArray(UUID[]::new),
          again.stream().map(Issue::caseId).toArray(UUID[]::new),
          again.stream().map(Issue::action).toArray(String[]::new),
          submitter.name());
    }
  }

  private Map<UUID, Head> headsBefore(List<Issue> issues) {
    @Nullable UUID[] behind =
        issues.stream().map(Issue::behindAction).filter(Objects::nonNull).toArray(UUID[]::new);
    Map<UUID, Head> heads = new HashMap<>();
    if (behind.length > 0) {
      jdbc.list(
          HEADS,
          row ->
              heads.put(
                  Sql.requiredUuid(row, "action_id"),
                  new Head(Sql.requiredUuid(row, "head"), row.getString("workbasket"))),
          (Object) behind);
    }
    return heads;
  }
}
