package dev.holdfast.server.identity.internal;

import static dev.holdfast.server.identity.internal.IdentityLog.LOG;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.server.identity.api.Leaving;
import dev.holdfast.server.identity.internal.Present.PresentDevice;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Written;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The last that is heard of devices that were ended. */
@Stateless
public class LeavingBean implements Leaving {
  private static final String LEFT =
      """
      UPDATE holdfast.device SET left_at = coalesce(left_at, ?), left_unsent = ?,
        erased_at = CASE WHEN ? THEN coalesce(erased_at, ?) END
      WHERE id = ? AND erased_at IS NULL AND (left_at IS NULL OR ?)
      """;

  /** A store that an earlier order had erased is erased, whatever was ordered since. */
  private static final String ORDERED =
      """
      SELECT wipe_requested_at IS NOT NULL OR revoked_at IS NOT NULL AND NOT ?
      FROM holdfast.device WHERE id = ? AND (ended_order = ? OR ended_order > ? AND ?) FOR UPDATE
      """;

  private static final String BEGINS =
      "UPDATE holdfast.device SET leaving_since = ? WHERE id = ? AND leaving_since IS NULL";

  @Inject private LeaveOrders orders;
  @Inject private Presence presence;
  @Inject private Jdbc jdbc;
  @Inject private Clock clock;
  @Inject private Event<Written> written;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected LeavingBean() {}

  @Override
  public Caller sender(String token) throws RefusedException {
    LeaveOrders.Sender sender = orders.sender(token).orElseThrow(Refusals::expired);
    Present present = presence.of(sender.user(), sender.device()).orElseThrow(Refusals::expired);
    PresentDevice device = present.own();
    if (device == null || device.ending() == null) {
      throw Refusals.expired();
    }
    if (!device.ending().accepts()) {
      throw orders.refusal(device.id(), device.owner(), device.ending());
    }
    jdbc.update(BEGINS, clock.instant(), device.id());
    User user = present.user();
    return new Caller(
        present.enabled() ? user : new User(user.name(), Set.of(), Map.of()), device.id());
  }

  @Override
  public void left(LeaveReport report) throws RefusedException {
    if (report.unsent() != null && report.unsent() < 0) {
      throw new RefusedException(ErrorCode.INVALID, "A device has no less than 0 unsent actions.");
    }
    LeaveOrders.Ordered ordered =
        orders
            .ordered(report.acknowledgement())
            .filter(order -> isOrdered(order, report.erased()))
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.NOT_ALLOWED, "No device was ordered to do what this tells."));
    Instant now = clock.instant();
    boolean erased = report.erased();
    int told = jdbc.update(LEFT, now, report.unsent(), erased, now, ordered.device(), erased);
    if (told > 0) {
      LOG.left(ordered.device(), erased ? "erased" : "revoked", String.valueOf(report.unsent()));
      written.fire(new Written());
    }
  }

  private boolean isOrdered(LeaveOrders.Ordered answered, boolean erased) {
    boolean wiped = erased && Boolean.TRUE.equals(answered.wipe());
    return jdbc.one(
            ORDERED,
            row -> row.getBoolean(1),
            erased,
            answered.device(),
            answered.order(),
            answered.order(),
            wiped)
        .orElse(false);
  }
}
