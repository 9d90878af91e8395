package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.internal.BatchSteps.Item;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What running batches have to do, in the database. */
@ApplicationScoped
public class BatchItems {
  private static final String NEXT =
      """
      SELECT x.*, x.followers IS NOT NULL AS with_followers, coalesce(x.followers, '{}')::text[] AS behind
      FROM holdfast.issue_batch_item x
      WHERE x.batch_id = ? AND x.state = 'waiting' ORDER BY x.attempts, x.position LIMIT 1
      """;

  private static final String FAILED =
      """
      WITH failed AS (
        UPDATE holdfast.issue_batch_item x
        SET state = CASE WHEN i.status = 'resolved' THEN 'skipped' ELSE 'failed' END, why = ?, at = ?
        FROM holdfast.issue i WHERE i.id = x.issue_id AND x.batch_id = ? AND x.position = ? AND x.state = 'waiting'
        RETURNING x.issue_id, x.batch_id, x.state)
      INSERT INTO holdfast.issue_event (issue_id, at, user_name, kind, text)
      SELECT f.issue_id, ?, b.started_by, 'failed', b.how || ': ' || ?
      FROM failed f JOIN holdfast.issue_batch b ON b.id = f.batch_id WHERE f.state = 'failed'
      """;

  private final Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected BatchItems() {
    this(null);
  }

  /** Those of a database. */
  @Inject
  public BatchItems(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The batch that runs, the oldest. */
  Optional<UUID> running() {
    return jdbc.one(
        "SELECT id FROM holdfast.issue_batch WHERE ended_at IS NULL ORDER BY started_at, id LIMIT 1",
        row -> Sql.requiredUuid(row, "id"));
  }

  Optional<Item> next(UUID batch) {
    return jdbc.one(
        NEXT,
        row ->
            new Item(
                batch,
                row.getInt("position"),
                Sql.requiredUuid(row, "issue_id"),
                row.getLong("version"),
                row.getInt("attempts"),
                row.getBoolean("with_followers")
                    ? Sql.texts(row, "behind").stream()
                        .map(UUID::fromString)
                        .collect(Collectors.toSet())
                    : null),
        batch);
  }

  /** It can't be decided so: it stays in the workbasket, unless somebody has just decided on it. */
  void failed(Item item, String why, Instant at) {
    jdbc.update(FAILED, why, at, item.batch(), item.position(), at, why);
  }

  /** Somebody is in the way; it is tried again when all others were. */
  void postpone(Item item) {
    jdbc.update(
        "UPDATE holdfast.issue_batch_item SET attempts = attempts + 1"
            + " WHERE batch_id = ? AND position = ? AND state = 'waiting'",
        item.batch(),
        item.position());
  }

  /** All of it was tried. */
  void end(UUID batch, Instant at) {
    jdbc.update(
        "UPDATE holdfast.issue_batch SET ended_at = ? WHERE id = ? AND ended_at IS NULL",
        at,
        batch);
  }
}
