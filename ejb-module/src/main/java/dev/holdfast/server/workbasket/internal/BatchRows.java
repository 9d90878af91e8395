package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.FilterParameters;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import dev.holdfast.server.workbasket.api.IssueBatches.ItemView;
import dev.holdfast.server.workbasket.api.IssueBatches.Progress;
import dev.holdfast.server.workbasket.api.IssueFilter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Batches in the database, as people see them. */
@ApplicationScoped
public class BatchRows {
  private static final String BATCHES =
      """
      SELECT b.*, i.waiting, i.done, i.failed, i.skipped
      FROM (SELECT * FROM holdfast.issue_batch WHERE (?::text IS NULL OR started_by = ?) AND (?::uuid IS NULL OR id = ?)
            ORDER BY started_at DESC, id DESC OFFSET ? LIMIT ?) b
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'done') AS done,
          count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state = 'skipped') AS skipped
        FROM holdfast.issue_batch_item x WHERE x.batch_id = b.id) i
      ORDER BY b.started_at DESC, b.id DESC
      """;

  private static final String ADD =
      """
      INSERT INTO holdfast.issue_batch (id, started_by, started_at, how, reason, with_followers, filter, issues)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, 0)
      """;

  /** What waits behind an issue now. */
  private static final String FOLLOWERS =
      """
      ARRAY(SELECT m.id FROM holdfast.issue m WHERE coalesce(m.head, m.id) = issue.id AND m.status = 'waiting')
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BatchRows() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public BatchRows(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** What is ordered. */
  record New(UUID id, String by, Instant at, String how, String reason, boolean withFollowers) {}

  /** How many issues were added, and how many submissions are decided on with them. */
  record Added(int issues, long followers) {}

  /** Only heads of chains that are unresolved, and in nobody else's hands. */
  static IssueQuery choice(IssueFilter filter, Reach reach, String by) {
    IssueQuery query = IssueQuery.heads(filter, reach);
    query.onlyFor(by);
    return query;
  }

  /** Adds a batch of what fits a filter now. In the caller's transaction. */
  Added add(New batch, IssueFilter filter, Reach reach) {
    jdbc.update(
        ADD,
        batch.id(),
        batch.by(),
        batch.at(),
        batch.how(),
        batch.reason(),
        batch.withFollowers(),
        CanonicalJson.of(FilterParameters.of(filter)));
    IssueQuery query = choice(filter, reach, batch.by());
    int issues =
        jdbc.update(
            "INSERT INTO holdfast.issue_batch_item (batch_id, position, issue_id, version, followers)"
                + " SELECT '"
                + batch.id()
                + "', row_number() OVER (ORDER BY received_at, id), id, version, "
                + (batch.withFollowers() ? FOLLOWERS : "NULL")
                + query.matching(),
            query.parameters());
    jdbc.update("UPDATE holdfast.issue_batch SET issues = ? WHERE id = ?", issues, batch.id());
    long followers =
        jdbc.one(
                "SELECT coalesce(sum(cardinality(followers)), 0) FROM holdfast.issue_batch_item WHERE batch_id = ?",
                row -> row.getLong(1),
                batch.id())
            .orElse(0L);
    return new Added(issues, followers);
  }

  /**
   * Batches, the last ones first.
   *
   * @param by only of this user, null for all
   */
  Page<BatchView> list(@Nullable String by, PageRequest page) {
    List<BatchView> batches =
        jdbc.list(BATCHES, BatchRows::batch, by, by, null, null, page.offset(), page.limit());
    long total =
        jdbc.one(
                "SELECT count(*) FROM holdfast.issue_batch WHERE ?::text IS NULL OR started_by = ?",
                row -> row.getLong(1),
                by,
                by)
            .orElse(0L);
    return new Page<>(batches, total);
  }

  Optional<BatchView> find(@Nullable String by, UUID id) {
    return jdbc.one(BATCHES, BatchRows::batch, by, by, id, id, 0, 1);
  }

  Page<ItemView> items(UUID batch, @Nullable String state, PageRequest page) {
    String from =
        " FROM holdfast.issue_batch_item x WHERE x.batch_id = ? AND "
            + (state == null ? "?::text IS NULL" : "x.state = ?");
    List<ItemView> items =
        jdbc.list(
            "SELECT x.*, i.number FROM (SELECT x.*"
                + from
                + " ORDER BY x.position OFFSET ? LIMIT ?) x"
                + " JOIN holdfast.issue i ON i.id = x.issue_id ORDER BY x.position",
            BatchRows::item,
            batch,
            state,
            page.offset(),
            page.limit());
    long total = jdbc.one("SELECT count(*)" + from, row -> row.getLong(1), batch, state).orElse(0L);
    return new Page<>(items, total);
  }

  /** Ends one that runs; says whether it did. Waits for the issue that it is at. */
  boolean cancel(UUID batch, String by, Instant at) {
    BatchLock.take(jdbc, batch);
    return jdbc.update(
            "UPDATE holdfast.issue_batch SET ended_at = ?, cancelled_by = ?"
                + " WHERE id = ? AND ended_at IS NULL",
            at,
            by,
            batch)
        > 0;
  }

  private static BatchView batch(ResultSet row) throws SQLException {
    Instant ended = Sql.instant(row, "ended_at");
    String cancelledBy = row.getString("cancelled_by");
    return new BatchView(
        Sql.requiredUuid(row, "id"),
        row.getString("started_by"),
        Sql.requiredInstant(row, "started_at"),
        row.getString("how"),
        row.getString("reason"),
        row.getBoolean("with_followers"),
        row.getString("filter"),
        ended == null ? "running" : cancelledBy == null ? "done" : "cancelled",
        ended,
        cancelledBy,
        new Progress(
            row.getLong("issues"),
            row.getLong("waiting"),
            row.getLong("done"),
            row.getLong("failed"),
            row.getLong("skipped")));
  }

  private static ItemView item(ResultSet row) throws SQLException {
    return new ItemView(
        Sql.requiredUuid(row, "issue_id"),
        row.getLong("number"),
        row.getString("state"),
        row.getString("why"),
        Sql.instant(row, "at"));
  }
}
