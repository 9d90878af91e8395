package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.wire.Leave;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.time.Duration;

/** Refusals that several use cases of identity share. */
final class Refusals {
  private Refusals() {}

  static RefusedException tooMany(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return RefusedException.later(
        ErrorCode.TOO_MANY_REQUESTS,
        "Too many sign-ins. Wait " + seconds + " s before the next try.",
        Duration.ofSeconds(seconds));
  }

  static RefusedException disabled(String user) {
    return new RefusedException(ErrorCode.USER_DISABLED, "The user " + user + " is disabled.");
  }

  static RefusedException expired() {
    return new RefusedException(
        ErrorCode.TOKEN_EXPIRED, "The token has ended. Refresh it, or sign in again.");
  }

  static RefusedException ended(Leave leave) {
    return leave.wipe()
        ? RefusedException.leaving(
            ErrorCode.DEVICE_WIPED, "An administrator wants this device's store erased.", leave)
        : RefusedException.leaving(
            ErrorCode.DEVICE_REVOKED,
            "An administrator has revoked this device. Sign in with a new store to enrol it anew.",
            leave);
  }
}
