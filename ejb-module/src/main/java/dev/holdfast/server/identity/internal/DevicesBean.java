package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.Devices;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends devices' rights. */
@Stateless
public class DevicesBean implements Devices {
  private static final int MAX_REASON = 1_000;

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DevicesBean() {}

  @Override
  public void revoke(Caller caller, UUID device, String reason) throws RefusedException {
    end("revoked_at", caller, device, reason);
  }

  @Override
  public void wipe(Caller caller, UUID device, String reason) throws RefusedException {
    end("wipe_requested_at", caller, device, reason);
  }

  /** The first time and reason stay; a repeat changes nothing. */
  private void end(String column, Caller caller, UUID device, @Nullable String reason)
      throws RefusedException {
    caller.requireAdministrator();
    if (reason == null
        || reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.indexOf(0) >= 0) {
      throw new RefusedException(
          ErrorCode.INVALID, "Give a reason of at most " + MAX_REASON + " characters.");
    }
    String sql =
        """
        UPDATE holdfast.device SET %1$s = COALESCE(%1$s, ?), session_id = NULL,
            ended_by = CASE WHEN %1$s IS NULL THEN ? ELSE ended_by END,
            ended_reason = CASE WHEN %1$s IS NULL THEN ? ELSE ended_reason END
        WHERE id = ?
        """
            .formatted(column);
    if (jdbc.update(sql, clock.instant(), caller.name(), reason, device) == 0) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no device " + device + ".");
    }
  }
}
