package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Written;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends devices' rights. */
@Stateless
public class DevicesBean implements Devices {
  private static final String STATUS =
      """
      SELECT CASE WHEN coalesce(revoked_at, told_to_erase_at) IS NOT NULL THEN 'revoked'
                  WHEN wipe_requested_at IS NOT NULL THEN 'wipe-requested' ELSE 'active' END
      FROM holdfast.device WHERE id = ? FOR UPDATE
      """;

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;
  @Inject private Audit audit;
  @Inject private Event<Written> written;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DevicesBean() {}

  @Override
  public void revoke(Caller caller, UUID device, String reason) throws RefusedException {
    end("revoked_at", AuditAction.DEVICE_REVOKED, caller, device, reason);
  }

  @Override
  public void wipe(Caller caller, UUID device, String reason) throws RefusedException {
    end("wipe_requested_at", AuditAction.DEVICE_WIPED, caller, device, reason);
  }

  /** The first time and reason stay; a repeat changes nothing. */
  private void end(
      String column, AuditAction action, Caller caller, UUID device, @Nullable String reason)
      throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(reason);
    String before =
        jdbc.one(STATUS, row -> row.getString(1), device)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND, "There is no device " + device + "."));
    String sql =
        """
        UPDATE holdfast.device SET %1$s = ?, session_id = NULL, ended_by = ?, ended_reason = ?
        WHERE id = ? AND %1$s IS NULL
        """
            .formatted(column);
    if (jdbc.update(sql, clock.instant(), caller.name(), why, device) > 0) {
      String after = action == AuditAction.DEVICE_WIPED ? "wipe-requested" : "revoked";
      audit.record(
          caller.name(),
          action,
          device.toString(),
          why,
          Map.of("status", new Change(before, after)));
    }
    written.fire(new Written());
  }
}
