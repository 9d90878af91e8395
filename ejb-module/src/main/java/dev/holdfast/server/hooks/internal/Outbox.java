package dev.holdfast.server.hooks.internal;

import dev.holdfast.hooks.ActionEvent;
import dev.holdfast.server.casework.api.ActionNews;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes what webhooks are to be told, in the transaction of the actions that it is about: one
 * statement for all of them, none if nobody wants it. Thread-safe.
 */
@ApplicationScoped
public class Outbox implements ActionNews {
  // The order gives the messages of a case their positions. Nothing is locked: of a webhook that is
  // being removed, whose removal may still fail, messages are written too, and swept after it.
  private static final String WRITE =
      """
      INSERT INTO holdfast.webhook_delivery
          (id, webhook_id, case_id, action_id, kind, body, created_at, next_at, give_up_at)
      SELECT m.id, w.id, m.case_id, m.action_id, m.kind, m.body, ?, ?, ?
      FROM unnest(CAST(? AS uuid[]), CAST(? AS uuid[]), CAST(? AS uuid[]), CAST(? AS uuid[]), CAST(? AS text[]),
          CAST(? AS text[])) WITH ORDINALITY AS m(id, webhook_id, case_id, action_id, kind, body, place)
      JOIN holdfast.webhook w ON w.id = m.webhook_id AND w.enabled
      ORDER BY m.place
      """;

  private Subscriptions subscriptions;
  private Jdbc jdbc;
  private Settings settings;
  private Clock clock;
  private Ids ids;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected Outbox() {}

  /** Writes to a database. */
  @Inject
  public Outbox(Subscriptions subscriptions, Jdbc jdbc, Settings settings, Clock clock, Ids ids) {
    this.subscriptions = subscriptions;
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  private record Row(UUID id, UUID webhook, ActionEvent event, String body) {}

  @Override
  public boolean wanted() {
    return !subscriptions.all().isEmpty();
  }

  @Override
  public void tell(List<ActionEvent> events) {
    int limit = settings.get(HooksSettings.MESSAGE_LIMIT);
    List<Subscription> all = subscriptions.all();
    List<Row> rows = new ArrayList<>();
    for (ActionEvent event : events) {
      for (Subscription subscription : all) {
        if (subscription.wants(event)) {
          UUID id = ids.next();
          rows.add(new Row(id, subscription.webhook(), event, new Message(id, event).body(limit)));
        }
      }
    }
    if (!rows.isEmpty()) {
      write(rows);
    }
  }

  private void write(List<Row> rows) {
    Instant now = clock.instant();
    jdbc.update(
        WRITE,
        now,
        now,
        now.plus(settings.get(HooksSettings.KEEP_TRYING)),
        Sql.column(rows, Row::id),
        Sql.column(rows, Row::webhook),
        Sql.column(rows, row -> row.event().action().caseId()),
        Sql.column(rows, row -> row.event().action().id()),
        Sql.column(rows, row -> Message.kind(row.event())),
        Sql.column(rows, Row::body));
  }
}
