package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueGroup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Issues by cause, in one statement. Who may see them has been decided. */
@ApplicationScoped
public class IssueGroups {
  private static final String CAUSE = "reason, application, case_type, package_version, cause";

  private static final Map<String, String> SORTS =
      Map.of(
          "issues", "issues", "unresolved", "unresolved", "first", "first_at", "last", "last_at");

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected IssueGroups() {
    this(null);
  }

  /** Reads from a database. */
  @Inject
  public IssueGroups(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(IssueGroup group, long total) {}

  Page<IssueGroup> page(IssueFilter filter, Reach reach, PageRequest page) throws RefusedException {
    IssueQuery query = IssueQuery.heads(filter, reach);
    List<Row> rows =
        jdbc.list(
            "SELECT g.*, count(*) OVER () AS total FROM (" + groups(query) + ") g" + order(page),
            row -> new Row(read(row), row.getLong("total")),
            query.parametersAnd(page.offset(), page.limit()));
    long total = rows.isEmpty() ? total(query, page) : rows.get(0).total();
    return new Page<>(rows.stream().map(Row::group).toList(), total);
  }

  /** How many groups there are, for a page behind the last one. */
  private long total(IssueQuery query, PageRequest page) {
    return page.offset() == 0
        ? 0
        : jdbc.one(
                "SELECT count(*) FROM (" + groups(query) + ") g",
                row -> row.getLong(1),
                query.parameters())
            .orElse(0L);
  }

  static String groups(IssueQuery query) {
    return "SELECT "
        + CAUSE
        + ", count(*) AS issues, count(*) FILTER (WHERE status <> 'resolved') AS unresolved,"
        + " min(received_at) AS first_at, max(received_at) AS last_at"
        + query.matching()
        + " GROUP BY "
        + CAUSE;
  }

  private static String order(PageRequest page) throws RefusedException {
    String column = SORTS.get(page.sort() == null ? "unresolved" : page.sort());
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Groups can't be sorted by " + page.sort() + ", only by " + SORTS.keySet() + ".");
    }
    String direction = page.sort() == null || page.descending() ? " DESC" : "";
    return " ORDER BY " + column + direction + ", " + CAUSE + " OFFSET ? LIMIT ?";
  }

  private static IssueGroup read(ResultSet row) throws SQLException {
    return new IssueGroup(
        row.getString("reason"),
        row.getString("application"),
        row.getString("case_type"),
        row.getString("package_version"),
        row.getString("cause"),
        row.getLong("issues"),
        row.getLong("unresolved"),
        Sql.requiredInstant(row, "first_at"),
        Sql.requiredInstant(row, "last_at"));
  }
}
