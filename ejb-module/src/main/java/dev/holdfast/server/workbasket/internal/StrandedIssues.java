package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.platform.api.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * Nothing waits behind what has been decided on. Should something do so nevertheless, nobody would
 * see it: lists show heads. It is made a head, and the log says so.
 */
@ApplicationScoped
public class StrandedIssues {
  private static final String LEAD =
      """
      WITH RECURSIVE stranded AS (
        SELECT w.id, w.action_id, w.behind_action FROM holdfast.issue w JOIN holdfast.issue h ON h.id = w.head
        WHERE w.status = 'waiting' AND h.status = 'resolved'),
      chain AS (
        SELECT id AS first, id, action_id FROM stranded s
        WHERE NOT EXISTS (SELECT FROM stranded b WHERE b.action_id = s.behind_action)
        UNION
        SELECT c.first, s.id, s.action_id FROM chain c JOIN stranded s ON s.behind_action = c.action_id),
      led AS (
        UPDATE holdfast.issue i
        SET head = nullif(c.first, i.id), released_from = i.head, version = i.version + 1,
          status = CASE WHEN c.first = i.id THEN 'open' ELSE 'waiting' END,
          led_at = CASE WHEN c.first = i.id THEN ?::timestamptz END,
          behind_action = CASE WHEN c.first = i.id THEN NULL ELSE i.behind_action END
        FROM chain c WHERE c.id = i.id AND i.status = 'waiting'
        RETURNING i.number, i.status)
      SELECT number FROM led WHERE status = 'open' ORDER BY number
      """;

  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected StrandedIssues() {
    this(null, null);
  }

  /** Those of a database. */
  @Inject
  public StrandedIssues(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes heads of them; returns their numbers. */
  List<Long> lead() {
    List<Long> led = jdbc.list(LEAD, row -> row.getLong(1), clock.instant());
    led.forEach(LOG::stranded);
    return led;
  }
}
