package dev.holdfast.server.hooks.internal;

import dev.holdfast.server.hooks.api.DeliveryView;
import dev.holdfast.server.hooks.api.WebhookView;
import dev.holdfast.server.hooks.api.WebhookView.Traffic;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks and the messages to them, as administrators see them. */
@ApplicationScoped
public class WebhookList {
  private static final String WEBHOOKS =
      """
      SELECT w.*,
        (SELECT count(*) FROM holdfast.webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'waiting') AS waiting,
        (SELECT count(*) FROM holdfast.webhook_delivery d WHERE d.webhook_id = w.id AND d.state = 'failed') AS failed
      FROM holdfast.webhook w WHERE CAST(? AS uuid) IS NULL OR w.id = ? ORDER BY lower(w.name)
      """;

  private static final String OF_WEBHOOK =
      " FROM holdfast.webhook_delivery WHERE webhook_id = ? AND (CAST(? AS text) IS NULL OR state = ?)";

  private Jdbc jdbc;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected WebhookList() {}

  /** Reads from a database. */
  @Inject
  public WebhookList(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  List<WebhookView> all() {
    return jdbc.list(WEBHOOKS, WebhookList::webhook, null, null);
  }

  Optional<WebhookView> find(UUID id) {
    return jdbc.one(WEBHOOKS, WebhookList::webhook, id, id);
  }

  /** Messages to a webhook in a state, null for any, the last ones first. */
  Page<DeliveryView> deliveries(UUID id, @Nullable String state, PageRequest page) {
    List<DeliveryView> items =
        jdbc.list(
            "SELECT *" + OF_WEBHOOK + " ORDER BY position DESC OFFSET ? LIMIT ?",
            WebhookList::delivery,
            id,
            state,
            state,
            page.offset(),
            page.limit());
    long total =
        jdbc.one("SELECT count(*)" + OF_WEBHOOK, row -> row.getLong(1), id, state, state)
            .orElse(0L);
    return new Page<>(items, total);
  }

  private static WebhookView webhook(ResultSet row) throws SQLException {
    return new WebhookView(
        Sql.requiredUuid(row, "id"),
        row.getString("name"),
        row.getString("url"),
        row.getBoolean("enabled"),
        names(row, "applications"),
        names(row, "case_types"),
        names(row, "kinds"),
        row.getLong("version"),
        new Traffic(
            row.getLong("waiting"),
            row.getLong("failed"),
            row.getInt("failures"),
            Sql.instant(row, "rests_until"),
            row.getString("last_error"),
            Sql.instant(row, "delivered_at")));
  }

  private static Set<String> names(ResultSet row, String column) throws SQLException {
    return new TreeSet<>(Sql.texts(row, column));
  }

  private static DeliveryView delivery(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new DeliveryView(
        Sql.requiredUuid(row, "id"),
        row.getString("kind"),
        Sql.requiredUuid(row, "case_id"),
        Sql.requiredUuid(row, "action_id"),
        Sql.requiredInstant(row, "created_at"),
        state,
        row.getInt("attempts"),
        state.equals("waiting") ? Sql.requiredInstant(row, "next_at") : null,
        Sql.instant(row, "tried_at"),
        row.getObject("answer", Integer.class),
        row.getString("error"));
  }
}
