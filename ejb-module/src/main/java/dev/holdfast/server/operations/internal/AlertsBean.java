package dev.holdfast.server.operations.internal;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alerts as rows that who noticed has written. */
@Stateless
public class AlertsBean implements Alerts {
  private static final int MAX_REASON = 2_000;
  private static final String LIST =
      """
      SELECT a.*, d.name, d.user_name FROM holdfast.alert a
      LEFT JOIN holdfast.device d ON d.id = a.device_id
      WHERE a.closed_at IS NULL OR NOT ?
      ORDER BY a.last_at DESC, a.id DESC OFFSET ? LIMIT ?
      """;

  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected AlertsBean() {
    this(null, null);
  }

  /** Lists what is in a database. */
  @Inject
  public AlertsBean(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Page<AlertView> list(Caller caller, boolean openOnly, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "Alerts have one order only.");
    }
    long total =
        jdbc.one(
                "SELECT count(*) FROM holdfast.alert WHERE closed_at IS NULL OR NOT ?",
                row -> row.getLong(1),
                openOnly)
            .orElseThrow();
    return new Page<>(
        jdbc.list(LIST, AlertsBean::view, openOnly, page.offset(), page.limit()), total);
  }

  @Override
  public void close(Caller caller, UUID id, @Nullable String reason) throws RefusedException {
    caller.requireAdministrator();
    if (reason == null
        || reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.indexOf(0) >= 0) {
      throw new RefusedException(
          ErrorCode.INVALID, "Say what was found, in at most " + MAX_REASON + " characters.");
    }
    int known =
        jdbc.update(
            "UPDATE holdfast.alert SET closed_at = coalesce(closed_at, ?),"
                + " closed_reason = CASE WHEN closed_by IS NULL THEN ? ELSE closed_reason END,"
                + " closed_by = coalesce(closed_by, ?) WHERE id = ?",
            clock.instant(),
            reason,
            caller.name(),
            id);
    if (known == 0) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no alert " + id + '.');
    }
  }

  private static AlertView view(ResultSet row) throws SQLException {
    String device = row.getString("name");
    String user = row.getString("user_name");
    return new AlertView(
        Sql.requiredUuid(row, "id"),
        row.getString("kind"),
        row.getString("subject"),
        Sql.requiredUuid(row, "device_id"),
        device == null ? "" : device,
        user == null ? "" : user,
        Sql.requiredInstant(row, "first_at"),
        Sql.requiredInstant(row, "last_at"),
        row.getLong("times"),
        Sql.instant(row, "closed_at"),
        row.getString("closed_by"),
        row.getString("closed_reason"));
  }
}
