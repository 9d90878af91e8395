package dev.holdfast.server.contents.internal;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.server.contents.api.AttachedContents.State;
import dev.holdfast.server.contents.api.ContentStorage.WaitingAction;
import dev.holdfast.server.contents.api.ContentWaits;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Actions that wait for contents. Who does not come again is forgotten with the uploads of that
 * time.
 */
@ApplicationScoped
public class WaitRows implements ContentWaits {
  private static final String NOTE =
      """
      INSERT INTO holdfast.content_wait AS w (device_id, action_id, content_id, user_name, application, case_id,
          case_type, action, name, bytes, since, came_at)
      SELECT DISTINCT ON (n.action_id, n.content_id) ?::uuid, n.action_id, n.content_id, ?, n.application, n.case_id,
          n.case_type, n.action, n.name, n.bytes, ?::timestamptz, ?::timestamptz
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[])
        AS n (action_id, content_id, application, case_id, case_type, action, name, bytes)
      ON CONFLICT (device_id, action_id, content_id) DO UPDATE SET came_at = excluded.came_at
      """;

  /** Not the contents of these that still lack. */
  private static final String OVER =
      """
      DELETE FROM holdfast.content_wait w WHERE w.device_id = ? AND w.action_id = ANY (?)
        AND NOT EXISTS (
          SELECT FROM unnest(?::uuid[], ?::text[]) AS n (action_id, content_id)
          WHERE n.action_id = w.action_id AND n.content_id = w.content_id)
      """;

  private static final String FORGET =
      """
      DELETE FROM holdfast.content_wait WHERE (device_id, action_id, content_id) IN (
        SELECT device_id, action_id, content_id FROM holdfast.content_wait WHERE came_at <= ? LIMIT ?
        FOR UPDATE SKIP LOCKED)
      """;

  private static final String STUCK =
      " FROM holdfast.content_wait WHERE since <= ? AND came_at > ?";

  private final Jdbc jdbc;
  private final Settings settings;
  private final Clock clock;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected WaitRows() {
    this(null, null, null);
  }

  /** Those of a database. */
  @Inject
  public WaitRows(Jdbc jdbc, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  private record Row(Wait of, Attachment lacking) {}

  @Override
  public void note(String user, UUID device, List<Wait> waiting, Collection<UUID> over) {
    List<Row> rows = new ArrayList<>();
    waiting.forEach(wait -> wait.lacking().forEach(each -> rows.add(new Row(wait, each))));
    List<UUID> settled = new ArrayList<>(over);
    waiting.forEach(wait -> settled.add(wait.action()));
    jdbc.update(
        OVER,
        device,
        settled.toArray(UUID[]::new),
        Sql.column(rows, row -> row.of().action()),
        Sql.column(rows, row -> row.lacking().id()));
    if (rows.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    jdbc.update(
        NOTE,
        device,
        user,
        now,
        now,
        Sql.column(rows, row -> row.of().action()),
        Sql.column(rows, row -> row.lacking().id()),
        Sql.column(rows, row -> row.of().application()),
        Sql.column(rows, row -> row.of().caseId()),
        Sql.column(rows, row -> row.of().caseType()),
        Sql.column(rows, row -> row.of().name()),
        Sql.column(rows, row -> row.lacking().name()),
        Sql.column(rows, row -> row.lacking().size()));
  }

  /** Forgets some of those that have not come for long; returns how many. */
  int forget(Instant now, int most) {
    return jdbc.update(FORGET, forgotten(now), most);
  }

  /** Those that have waited since a moment and came again lately, the longest first. */
  Page<WaitingAction> waiting(Instant since, PageRequest page) {
    Instant lately = forgotten(clock.instant());
    long total =
        jdbc.one("SELECT count(*)" + STUCK, row -> row.getLong(1), since, lately).orElseThrow();
    return new Page<>(
        jdbc.list(
            "SELECT *"
                + STUCK
                + " ORDER BY since, device_id, action_id, content_id LIMIT ? OFFSET ?",
            WaitRows::read,
            since,
            lately,
            page.limit(),
            page.offset()),
        total);
  }

  private Instant forgotten(Instant now) {
    return now.minus(settings.get(ContentsSettings.UPLOAD_AGE));
  }

  private static WaitingAction read(ResultSet row) throws SQLException {
    return new WaitingAction(
        Sql.requiredUuid(row, "action_id"),
        row.getString("application"),
        Sql.requiredUuid(row, "case_id"),
        row.getString("case_type"),
        row.getString("action"),
        row.getString("user_name"),
        Sql.requiredUuid(row, "device_id"),
        row.getString("content_id"),
        row.getString("name"),
        row.getLong("bytes"),
        Sql.requiredInstant(row, "since"),
        Sql.requiredInstant(row, "came_at"),
        State.ABSENT);
  }
}
