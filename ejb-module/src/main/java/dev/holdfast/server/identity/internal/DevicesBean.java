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
  private static final String STANDING =
      """
      SELECT CASE WHEN erased_at IS NOT NULL THEN 'wiped'
                  WHEN coalesce(revoked_at, told_to_erase_at) IS NOT NULL THEN 'revoked'
                  WHEN wipe_requested_at IS NOT NULL THEN 'wipe-requested' ELSE 'active' END AS status,
             accepts_unsent OR revoked_at IS NULL AND wipe_requested_at IS NULL AS accepts
      FROM holdfast.device WHERE id = ? FOR UPDATE
      """;

  private static final String END =
"""
UPDATE holdfast.device SET %1$s = coalesce(%1$s, ?), session_id = NULL, ended_by = ?, ended_reason = ?,
  accepts_unsent = ?, left_at = NULL, left_unsent = NULL, leaving_since = NULL, ended_order = ended_order + 1
WHERE id = ? AND erased_at IS NULL AND (%1$s IS NULL OR accepts_unsent <> ?)
""";

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;
  @Inject private Audit audit;
  @Inject private Event<Written> written;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DevicesBean() {}

  @Override
  public void revoke(
      Caller caller, UUID device, @Nullable String reason, @Nullable Boolean acceptUnsent)
      throws RefusedException {
    end(Order.REVOKE, caller, device, new Terms(reason, acceptUnsent));
  }

  @Override
  public void wipe(
      Caller caller, UUID device, @Nullable String reason, @Nullable Boolean acceptUnsent)
      throws RefusedException {
    end(Order.WIPE, caller, device, new Terms(reason, acceptUnsent));
  }

  /** What is ordered: the column that says when, and what comes of it. */
  private enum Order {
    REVOKE("revoked_at", AuditAction.DEVICE_REVOKED, "revoked"),
    WIPE("wipe_requested_at", AuditAction.DEVICE_WIPED, "wipe-requested");

    private final String column;
    private final AuditAction action;
    private final String status;

    Order(String column, AuditAction action, String status) {
      this.column = column;
      this.action = action;
      this.status = status;
    }
  }

  /** Why, and whether what the device has not sent is taken; null as before. */
  private record Terms(@Nullable String reason, @Nullable Boolean acceptUnsent) {}

  /**
   * How a device stands before an order.
   *
   * @param accepts whether what it has not sent is taken if the order does not say it
   */
  private record Standing(String status, boolean accepts) {}

  /** The first time stays; a repeat changes only whether what was not sent is taken. */
  private void end(Order order, Caller caller, UUID device, Terms terms) throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(terms.reason());
    Standing before =
        jdbc.one(
                STANDING,
                row -> new Standing(row.getString("status"), row.getBoolean("accepts")),
                device)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_FOUND, "There is no device " + device + "."));
    boolean accepts = terms.acceptUnsent() == null ? before.accepts() : terms.acceptUnsent();
    int changed =
        jdbc.update(
            END.formatted(order.column),
            clock.instant(),
            caller.name(),
            why,
            accepts,
            device,
            accepts);
    if (changed > 0) {
      audit.record(
          caller.name(),
          order.action,
          device.toString(),
          why,
          Map.of(
              "status",
              new Change(before.status(), order.status),
              "accepts-unsent",
              new Change(null, accepts)));
    }
    written.fire(new Written());
  }
}
