package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.platform.api.Jdbc;
import java.time.Instant;
import java.util.UUID;

/**
 * Messages that wait for an earlier one of their case. They are not due before that one's end: of
 * how many there are, nobody visits them again and again while it rests. Their next time is when
 * they would be given up; who ends the one before calls the next.
 *
 * @param jdbc the database
 */
record Followers(Jdbc jdbc) {
  /** How many are told to wait by one statement. */
  private static final int AT_ONCE = 10_000;

  // First the webhook, then its messages, as all do who change several.
  private static final String POSTPONE =
      """
      WITH held AS (SELECT id FROM holdfast.webhook WHERE id = ? FOR NO KEY UPDATE),
      behind AS (
        SELECT d.id FROM held, holdfast.webhook_delivery m JOIN holdfast.webhook_delivery d USING (webhook_id, case_id)
        WHERE m.id = ? AND d.state = 'waiting' AND d.next_at < d.give_up_at AND d.position > (
          SELECT e.position FROM holdfast.webhook_delivery e
          WHERE e.webhook_id = m.webhook_id AND e.case_id = m.case_id AND e.state = 'waiting'
          ORDER BY e.position LIMIT 1)
        ORDER BY d.position LIMIT ?)
      UPDATE holdfast.webhook_delivery d SET next_at = d.give_up_at FROM behind WHERE d.id = behind.id
      """;

  private static final String CALL =
      """
      WITH held AS (SELECT id FROM holdfast.webhook WHERE id = ? FOR NO KEY UPDATE)
      UPDATE holdfast.webhook_delivery d SET next_at = ?
      FROM held WHERE d.webhook_id = held.id AND d.state = 'waiting' AND d.next_at = d.give_up_at AND NOT EXISTS (
        SELECT 1 FROM holdfast.webhook_delivery e
        WHERE e.webhook_id = d.webhook_id AND e.case_id = d.case_id AND e.state = 'waiting' AND e.position < d.position)
      """;

  /** Tells a message's case, but for the first that waits, to wait for that; how many it told. */
  int postpone(Delivery behind) {
    return jdbc.update(POSTPONE, behind.webhook(), behind.id(), AT_ONCE);
  }

  /**
   * Lets those of a webhook have their turn who wait for nobody any more: of those before them some
   * were given up, or ended by a courier who was slower than he may hold a webhook, while his
   * successor told them to wait.
   */
  void call(UUID webhook, Instant now) {
    jdbc.update(CALL, webhook, now);
  }
}
