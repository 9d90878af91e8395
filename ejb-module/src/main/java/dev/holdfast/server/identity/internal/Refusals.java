package dev.holdfast.server.identity.internal;

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

  static RefusedException revoked() {
    return new RefusedException(
        ErrorCode.DEVICE_REVOKED,
        "An administrator has revoked this device. Its queue is kept; sign in to enrol it anew.");
  }

  static RefusedException wiped() {
    return new RefusedException(
        ErrorCode.DEVICE_WIPED, "An administrator wants this device's store erased.");
  }
}
