package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.Workbasket.IssueFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A filter as an SQL condition with its parameters. */
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

  IssueQuery(IssueFilter filter) {
    and("workbasket = ?", filter.workbasket());
    if ("unresolved".equals(filter.status())) {
      condition.append(" AND status <> 'resolved'");
    } else {
      and("status = ?", filter.status());
    }
    and("reason = ?", filter.reason());
    and("user_name = ?", filter.user());
    and("device_id = ?", filter.device());
    and("case_id = ?", filter.caseId());
    and("received_at >= ?", filter.from());
    and("received_at < ?", filter.until());
    if (filter.text() != null) {
      String pattern = Sql.containing(filter.text());
      condition.append(
          " AND (action ILIKE ? OR case_type ILIKE ? OR messages::text ILIKE ? OR payload ILIKE ?)");
      parameters.addAll(List.of(pattern, pattern, pattern, pattern));
    }
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

  /** {@code ORDER BY}: newest first unless the page says otherwise. */
  static String order(PageRequest page) throws RefusedException {
    String column = SORTS.get(page.sort() == null ? "received" : page.sort());
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Issues can't be sorted by " + page.sort() + ", only by " + SORTS.keySet() + ".");
    }
    String direction = page.sort() == null || page.descending() ? " DESC" : "";
    return " ORDER BY " + column + direction + ", id" + direction;
  }

  private void and(String test, @Nullable Object value) {
    if (value != null) {
      condition.append(" AND ").append(test);
      parameters.add(value);
    }
  }
}
