package dev.holdfast.server.identity.api;

import dev.holdfast.kernel.wire.LeaveReport;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/**
 * What a device can still do that was ended. It learns how with the refusal that tells it so
 * ({@link dev.holdfast.kernel.wire.Leave}).
 */
@Local
public interface Leaving {

  /**
   * Who sends a device's last actions. A user who is disabled may do nothing, so what comes of the
   * user's device is parked.
   *
   * @param token as the refusal gave it
   * @throws RefusedException {@code TOKEN_EXPIRED}; or {@code DEVICE_REVOKED}, {@code DEVICE_WIPED}
   *     if its actions are not taken any more
   */
  Caller sender(String token) throws RefusedException;

  /**
   * A device has done as it was ordered. May be told any number of times; the first time stays.
   *
   * @throws RefusedException {@code NOT_ALLOWED} if it was not ordered to; {@code INVALID} for a
   *     number of actions that there can't be
   */
  void left(LeaveReport report) throws RefusedException;
}
