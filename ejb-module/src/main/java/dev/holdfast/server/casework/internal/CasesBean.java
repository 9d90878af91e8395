package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.casework.Due;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists cases by SQL. */
@Stateless
public class CasesBean implements Cases {
  private static final Map<String, String> SORTS =
      Map.of(
          "changed", "changed_at",
          "created", "created_at",
          "type", "type",
          "stage", "stage",
          "assignee", "assignee",
          "worklist", "worklist",
          "due", "due_at");

  private static final String MATCHING =
      "FROM "
          + DueTimes.CASES
          + """

      WHERE (CAST(? AS text) IS NULL OR application = ?)
        AND (CAST(? AS text) IS NULL OR type = ?)
        AND (CAST(? AS text) IS NULL OR stage = ?)
        AND (CAST(? AS text) IS NULL OR assignee = ?)
        AND (CAST(? AS text) IS NULL OR worklist = ?)
        AND (CAST(? AS uuid) IS NULL OR parent_id = ?)
        AND (NOT CAST(? AS boolean) OR due_at < ?)
        AND (CAST(? AS text) IS NULL OR id::text ILIKE ?
             OR EXISTS (SELECT FROM jsonb_each_text(fields) f WHERE f.value ILIKE ?))
      """;

  private final Jdbc jdbc;
  private final Packages packages;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected CasesBean() {
    this(null, null, null);
  }

  /** Reads from a database, deadlines from the packages in force. */
  @Inject
  public CasesBean(Jdbc jdbc, Packages packages, Clock clock) {
    this.jdbc = jdbc;
    this.packages = packages;
    this.clock = clock;
  }

  @Override
  public Page<CaseView> list(Caller caller, CaseFilter filter, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    String order = order(page);
    String text = filter.text() == null ? null : Sql.containing(filter.text());
    Instant now = clock.instant();
    @Nullable Object[] conditions = {
      filter.application(),
      filter.application(),
      filter.type(),
      filter.type(),
      filter.stage(),
      filter.stage(),
      filter.assignee(),
      filter.assignee(),
      filter.worklist(),
      filter.worklist(),
      filter.parent(),
      filter.parent(),
      filter.overdue(),
      now,
      text,
      text,
      text
    };
    @Nullable Object[] matching = due().with(conditions);
    List<CaseView> cases =
        jdbc.list(
            "SELECT * " + MATCHING + order + " OFFSET " + page.offset() + " LIMIT " + page.limit(),
            row -> read(row, now),
            matching);
    long total =
        jdbc.one("SELECT count(*) " + MATCHING, row -> row.getLong(1), matching).orElse(0L);
    return new Page<>(cases, total);
  }

  @Override
  public Optional<CaseView> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    Instant now = clock.instant();
    return jdbc.one(
        "SELECT * FROM " + DueTimes.CASES + " WHERE id = ?", row -> read(row, now), due().with(id));
  }

  @Override
  public List<StageCount> open(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return jdbc.list(
        """
        SELECT application, type, stage, count(*) AS cases FROM holdfast.case_file
        WHERE NOT completed GROUP BY application, type, stage ORDER BY application, type, stage
        """,
        row ->
            new StageCount(
                row.getString("application"),
                row.getString("type"),
                row.getString("stage"),
                row.getLong("cases")));
  }

  private DueTimes due() {
    return DueTimes.of(packages.active());
  }

  private static String order(PageRequest page) throws RefusedException {
    String column = SORTS.get(page.sort() == null ? "changed" : page.sort());
    if (column == null) {
      throw new RefusedException(
          ErrorCode.INVALID,
          "Cases can't be sorted by " + page.sort() + ", only by " + SORTS.keySet() + ".");
    }
    boolean descending = page.sort() == null || page.descending();
    String direction = descending ? " DESC NULLS LAST" : " ASC NULLS LAST";
    return "ORDER BY " + column + direction + ", id" + (descending ? " DESC" : "");
  }

  private static CaseView read(ResultSet row, Instant now) throws SQLException {
    Due due = new Due(Sql.instant(row, "goal_at"), Sql.instant(row, "due_at"));
    return new CaseView(
        Sql.requiredUuid(row, "id"),
        row.getString("application"),
        row.getString("type"),
        row.getString("stage"),
        row.getBoolean("completed"),
        row.getLong("version"),
        row.getString("assignee"),
        row.getString("worklist"),
        Sql.uuid(row, "parent_id"),
        due,
        due.isOverdueAt(now),
        FieldsJson.values(row.getString("fields")),
        Sql.requiredInstant(row, "created_at"),
        Sql.requiredInstant(row, "changed_at"));
  }
}
