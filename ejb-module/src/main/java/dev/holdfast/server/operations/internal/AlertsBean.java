package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.operations.api.Alerts;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as rows that who noticed has written. */
@Stateless
public class AlertsBean implements Alerts {
  private static final int MAX_REASON = 2_000;

  private static final String SELECT =
      """
      SELECT a.*, d.name, d.user_name FROM holdfast.alert a
      LEFT JOIN holdfast.device d ON d.id = a.device_id WHERE\s""";

  private static final String MATCHING =
      "(? = 'all' OR (a.closed_at IS NULL) = (? = 'open')) AND a.kind LIKE ?";

  private static final String CLOSE =
      """
      UPDATE holdfast.alert SET closed_at = ?, closed_by = ?, closed_reason = ?
      WHERE id = ? AND closed_at IS NULL
      """;

  private final Jdbc jdbc;
  private final Clock clock;
  private final Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected AlertsBean() {
    this(null, null, null);
  }

  /** Lists what is in a database. */
  @Inject
  public AlertsBean(Jdbc jdbc, Clock clock, Audit audit) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Page<AlertView> list(Caller caller, String status, @Nullable String kind, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "Alerts have one order only.");
    }
    if (!STATUSES.contains(status)) {
      throw new RefusedException(ErrorCode.INVALID, "The status is one of " + STATUSES + '.');
    }
    if (kind != null && !KINDS.contains(kind)) {
      throw new RefusedException(ErrorCode.INVALID, "The kind is one of " + KINDS + '.');
    }
    String wanted = kind == null ? "%" : kind;
    long total =
        jdbc.one(
                "SELECT count(*) FROM holdfast.alert a WHERE " + MATCHING,
                row -> row.getLong(1),
                status,
                status,
                wanted)
            .orElseThrow();
    return new Page<>(
        jdbc.list(
            SELECT + MATCHING + " ORDER BY a.last_at DESC, a.id DESC OFFSET ? LIMIT ?",
            AlertsBean::view,
            status,
            status,
            wanted,
            page.offset(),
            page.limit()),
        total);
  }

  @Override
  public Optional<AlertView> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    return find(id);
  }

  @Override
  public AlertView close(Caller caller, UUID id, @Nullable String reason) throws RefusedException {
    caller.requireAdministrator();
    if (reason == null
        || reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.indexOf(0) >= 0) {
      throw new RefusedException(
          ErrorCode.INVALID, "Say what was found, in at most " + MAX_REASON + " characters.");
    }
    int closed = jdbc.update(CLOSE, clock.instant(), caller.name(), reason.strip(), id);
    AlertView alert =
        find(id)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no alert " + id + '.'));
    if (closed > 0) {
      audit.record(
          caller.name(),
          AuditAction.ALERT_CLOSED,
          id.toString(),
          reason.strip(),
          Map.of(
              "kind",
              new Change(null, alert.kind()),
              "subject",
              new Change(null, alert.subject())));
    }
    return alert;
  }

  private Optional<AlertView> find(UUID id) {
    return jdbc.one(SELECT + "a.id = ?", AlertsBean::view, id);
  }

  private static AlertView view(ResultSet row) throws SQLException {
    return new AlertView(
        Sql.requiredUuid(row, "id"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("detail"),
        Sql.uuid(row, "device_id"),
        row.getString("name"),
        row.getString("user_name"),
        Sql.requiredInstant(row, "first_at"),
        Sql.requiredInstant(row, "last_at"),
        row.getLong("times"),
        Sql.instant(row, "closed_at"),
        row.getString("closed_by"),
        row.getString("closed_reason"));
  }
}
