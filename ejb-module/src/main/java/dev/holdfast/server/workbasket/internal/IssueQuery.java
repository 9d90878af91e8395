package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A filter, and what may be seen, as an SQL condition with its parameters: on heads of chains, of
 * which any submission may be by the user and the like, unless the filter is for submissions by
 * themselves.
 */
final class IssueQuery {
  private static final Map<String, String> SORTS =
      Map.of(
          "received", "received_at",
          "reason", "reason",
          "status", "status",
          "user", "user_name",
          "workbasket", "workbasket");

  private final StringBuilder condition = new StringBuilder("true");
  private final List<@Nullable Object> parameters = new ArrayList<>();

  IssueQuery(IssueFilter filter, Reach reach) {
    this(filter, reach, !filter.ofSubmissions());
  }

  private IssueQuery(IssueFilter filter, Reach reach, boolean heads) {
    if (heads) {
      condition.append(" AND head IS NULL");
    }
    Set<String> reachable = reach.workbaskets();
    if (reachable != null) {
      and("workbasket = ANY(?)", reachable.toArray(String[]::new));
    }
    and("workbasket = ?", filter.workbasket());
    if ("unresolved".equals(filter.status())) {
      condition.append(" AND status <> 'resolved'");
    } else if (!IssueFilter.ALL_SUBMISSIONS.equals(filter.status())) {
      and("status = ?", filter.status());
    }
    and("claimed_by = ?", filter.assignee());
    and("received_at >= ?", filter.from());
    and("received_at < ?", filter.until());
    and("reason = ?", filter.reason());
    cause(filter.cause());
    if (heads) {
      anyOfTheChain(filter);
    } else {
      submission(filter);
    }
  }

  private void anyOfTheChain(IssueFilter filter) {
    String chain =
        " AND EXISTS (SELECT FROM holdfast.issue m WHERE coalesce(m.head, m.id) = issue.id";
    int before = condition.length();
    condition.append(chain);
    submission(filter);
    if (condition.length() == before + chain.length()) {
      condition.setLength(before);
    } else {
      condition.append(')');
    }
  }

  /** The heads that fit a filter, also one that is for submissions by themselves. */
  static IssueQuery heads(IssueFilter filter, Reach reach) {
    return new IssueQuery(filter, reach, true);
  }

  /** What one submission has to fit. */
  private void submission(IssueFilter filter) {
    and("user_name = ?", filter.user());
    and("device_id = ?", filter.device());
    and("case_id = ?", filter.caseId());
    orNone("action", filter.cause().action());
    if (filter.text() != null) {
      String words = SearchWords.expression(filter.text(), parameters);
      condition.append(words.isEmpty() ? "" : " AND search @@ (" + words + ')');
    }
  }

  private void cause(IssueFilter.Cause cause) {
    orNone("application", cause.application());
    orNone("case_type", cause.caseType());
    orNone("package_version", cause.packageVersion());
    orNone("cause", cause.field());
  }

  private void orNone(String column, @Nullable String value) {
    if (value != null && value.isEmpty()) {
      condition.append(" AND ").append(column).append(" IS NULL");
    } else {
      and(column + " = ?", value);
    }
  }

  /** Only what somebody may decide on without taking it from others. */
  void onlyFor(String user) {
    condition.append(" AND status <> 'resolved'");
    and("(claimed_by IS NULL OR claimed_by = ?)", user);
  }

  /** Only what comes after an issue in the order of the newest first. */
  void after(Instant received, UUID id) {
    condition.append(" AND (received_at, id) < (?, ?)");
    parameters.add(received);
    parameters.add(id);
  }

  /** {@code FROM} and {@code WHERE}. */
  String matching() {
    return " FROM holdfast.issue WHERE " + condition;
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }

  /** The parameters, and more after them. */
  @Nullable Object[] parametersAnd(@Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return all.toArray();
  }

  /** {@code ORDER BY}: newest first unless the page says otherwise. */
  static String order(PageRequest page) throws RefusedException {
    String column = SORTS.get(page.sort() == null ? "received" : page.sort());
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Issues can't be sorted by " + page.sort() + ", only by " + SORTS.keySet() + ".");
    }
    String direction = page.sort() == null || page.descending() ? " DESC" : "";
    String first = column.equals("received_at") ? "" : column + direction + ", ";
    return " ORDER BY " + first + "received_at" + direction + ", id" + direction;
  }

  private void and(String test, @Nullable Object value) {
    if (value != null) {
      condition.append(" AND ").append(test);
      parameters.add(value);
    }
  }
}
