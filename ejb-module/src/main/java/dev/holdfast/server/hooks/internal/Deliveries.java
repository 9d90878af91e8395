package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.internal.Delivery.Receiver;
import dev.holdfast.server.hooks.internal.Sender.Attempt;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be delivered. A webhook is held by one courier at a time, for so long as one attempt
 * may take; who dies holding it is succeeded after that. Nothing is locked, and no connection held,
 * while a message is on its way. To be called without a transaction.
 */
@ApplicationScoped
public class Deliveries {
  private static final String DUE =
      """
      SELECT w.id FROM holdfast.webhook w
      WHERE w.enabled AND (w.rests_until IS NULL OR w.rests_until <= ?) AND (w.held_until IS NULL OR w.held_until <= ?)
        AND EXISTS (SELECT 1 FROM holdfast.webhook_delivery d
          WHERE d.webhook_id = w.id AND d.state = 'waiting' AND d.next_at <= ?)
      ORDER BY w.held_until NULLS FIRST, w.id
      """;

  private static final String CLAIM =
      """
      UPDATE holdfast.webhook SET holder = ?, held_until = ?
      WHERE id = ? AND enabled AND (rests_until IS NULL OR rests_until <= ?) AND (held_until IS NULL OR held_until <= ?)
      """;

  // What is due for longest, and whether an earlier message of its case waits.
  static final String NEXT =
      """
      WITH held AS (
        UPDATE holdfast.webhook SET held_until = ? WHERE id = ? AND holder = ? AND enabled
        RETURNING id, url, secret_number, former_until, failures)
      SELECT held.*, d.id AS delivery, d.body, d.attempts, d.give_up_at, EXISTS (
          SELECT 1 FROM holdfast.webhook_delivery e
          WHERE e.webhook_id = d.webhook_id AND e.case_id = d.case_id AND e.state = 'waiting' AND e.position < d.position)
        AS behind
      FROM held JOIN LATERAL (
        SELECT * FROM holdfast.webhook_delivery n
        WHERE n.webhook_id = held.id AND n.state = 'waiting' AND n.next_at <= ?
        ORDER BY n.next_at, n.position LIMIT 1) d ON true
      """;

  // First the webhook, then its message, as who lets messages be sent again locks them. Who waited
  // behind it has his turn.
  private static final String TAKEN =
      """
      WITH well AS (
        UPDATE holdfast.webhook SET failures = 0, rests_until = NULL, last_error = NULL, delivered_at = ? WHERE id = ?
        RETURNING id),
      behind AS (
        SELECT f.id FROM well, holdfast.webhook_delivery d, holdfast.webhook_delivery f
        WHERE d.id = ? AND f.webhook_id = d.webhook_id AND f.case_id = d.case_id AND f.state = 'waiting' AND f.position > d.position
        ORDER BY f.position LIMIT 1),
      called AS (
        UPDATE holdfast.webhook_delivery f SET next_at = ? FROM behind WHERE f.id = behind.id AND f.next_at > ?)
      UPDATE holdfast.webhook_delivery d
      SET state = 'delivered', attempts = d.attempts + 1, tried_at = ?, next_at = ?, answer = ?, error = NULL, body = NULL
      FROM well WHERE d.id = ?
      """;

  private static final String NOT_TAKEN =
      """
      UPDATE holdfast.webhook_delivery
      SET attempts = attempts + 1, tried_at = ?, answer = ?, error = ?, next_at = ? WHERE id = ?
      """;

  private static final String RESTS =
      "UPDATE holdfast.webhook SET failures = failures + 1, rests_until = ?, last_error = ? WHERE id = ?";

  // First the webhook, as above.
  private static final String GIVE_UP =
      """
      WITH held AS (SELECT id FROM holdfast.webhook WHERE id = ? FOR NO KEY UPDATE)
      UPDATE holdfast.webhook_delivery d
      SET state = 'failed', next_at = ?, error = coalesce(d.error, 'Its turn did not come in time.')
      FROM held WHERE d.webhook_id = held.id AND d.state = 'waiting' AND d.give_up_at <= ?
      """;

  // That it was held until now lets those that were not for longer go first.
  private static final String RELEASE =
      "UPDATE holdfast.webhook SET held_until = ?, holder = NULL WHERE id = ? AND holder = ?";

  private static final String FORGET =
      """
      DELETE FROM holdfast.webhook_delivery WHERE id IN (
        SELECT id FROM holdfast.webhook_delivery
        WHERE state <> 'waiting' AND state = ? AND next_at < ? ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private static final String ABANDONED =
      "SELECT DISTINCT webhook_id FROM holdfast.webhook_delivery EXCEPT SELECT id FROM holdfast.webhook";

  private static final String SWEEP =
      """
      DELETE FROM holdfast.webhook_delivery WHERE id IN (
        SELECT id FROM holdfast.webhook_delivery WHERE webhook_id = ? LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private Jdbc jdbc;
  private Followers followers;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Deliveries() {}

  /** Delivers from a database. */
  @Inject
  public Deliveries(Jdbc jdbc) {
    this.jdbc = jdbc;
    this.followers = new Followers(jdbc);
  }

  /** What is due, and whether an earlier message of its case waits. */
  private record Due(Delivery delivery, boolean behind) {}

  /** Webhooks for which something is due and whom nobody holds, the one held longest ago first. */
  List<UUID> due(Instant now) {
    return jdbc.list(DUE, row -> Sql.requiredUuid(row, "id"), now, now, now);
  }

  /** Takes a webhook; false if somebody else holds it, or there is nothing to send to it now. */
  boolean claim(UUID webhook, UUID holder, Instant now, Duration hold) {
    return jdbc.update(CLAIM, holder, now.plus(hold), webhook, now, now) == 1;
  }

  /**
   * The message that is next, and holds the webhook on; empty if there is none, or another does. Of
   * each case it is the first that waits.
   */
  Optional<Delivery> next(UUID webhook, UUID holder, Instant now, Duration hold) {
    Optional<Due> due = due(webhook, holder, now, hold);
    while (due.isPresent() && due.get().behind()) {
      if (followers.postpone(due.get().delivery()) == 0) {
        // Its time has run out while it waited: it is given up in the next turn.
        return Optional.empty();
      }
      due = due(webhook, holder, now, hold);
    }
    return due.map(Due::delivery);
  }

  private Optional<Due> due(UUID webhook, UUID holder, Instant now, Duration hold) {
    return jdbc.one(
        NEXT,
        row -> new Due(read(row), row.getBoolean("behind")),
        now.plus(hold),
        webhook,
        holder,
        now);
  }

  /** A receiver has taken a message. */
  void taken(Delivery delivery, Attempt attempt, Instant now) {
    jdbc.update(
        TAKEN,
        now,
        delivery.webhook(),
        delivery.id(),
        now,
        now,
        now,
        now,
        attempt.answer(),
        delivery.id());
  }

  /** An attempt has failed; the next one comes later. */
  void notTaken(Delivery delivery, Attempt attempt, Instant now, Duration pause) {
    jdbc.update(NOT_TAKEN, now, attempt.answer(), attempt.error(), now.plus(pause), delivery.id());
  }

  /** Nothing is sent to a webhook for a while. */
  void rest(UUID webhook, String error, Instant until) {
    jdbc.update(RESTS, until, error, webhook);
  }

  /** Gives up what was tried for long enough; returns how many. */
  int giveUp(UUID webhook, Instant now) {
    int given = jdbc.update(GIVE_UP, webhook, now, now);
    if (given > 0) {
      followers.call(webhook, now);
    }
    return given;
  }

  /** Somebody else may hold a webhook from now on. */
  void release(UUID webhook, UUID holder, Instant now) {
    jdbc.update(RELEASE, now, webhook, holder);
  }

  /** Lets those have their turn who wait for nobody any more. */
  void call(UUID webhook, Instant now) {
    followers.call(webhook, now);
  }

  /** Removes so many messages of a state that ended before a time; returns how many. */
  int forget(String state, Instant before, int most) {
    return jdbc.update(FORGET, state, before, most);
  }

  /** Webhooks that are removed and to which there are messages. */
  List<UUID> abandoned() {
    return jdbc.list(ABANDONED, row -> Sql.requiredUuid(row, "webhook_id"));
  }

  /** Removes so many messages to a webhook; returns how many. */
  int sweep(UUID webhook, int most) {
    return jdbc.update(SWEEP, webhook, most);
  }

  private static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        Sql.requiredUuid(row, "id"),
        Sql.requiredUuid(row, "delivery"),
        Objects.requireNonNull(row.getString("body")),
        row.getInt("attempts"),
        Sql.requiredInstant(row, "give_up_at"),
        new Receiver(
            URI.create(row.getString("url")),
            row.getInt("secret_number"),
            Sql.instant(row, "former_until"),
            row.getInt("failures")));
  }
}
