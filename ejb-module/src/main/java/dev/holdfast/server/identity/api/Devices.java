package dev.holdfast.server.identity.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Administration of devices' enrolment. Every method refuses with {@code NOT_ALLOWED} who is not an
 * administrator.
 */
@Local
public interface Devices {

  /**
   * Ends a device's right to sync, at once and for good; its user may enrol it anew with a new
   * store. Ordered again, it changes only whether the device's unsent actions are taken.
   *
   * @param acceptUnsent whether the device may still send the actions that it has; they are judged
   *     by what its user may do then. Null leaves it as it was ordered before, and takes them if
   *     nothing was
   * @throws RefusedException {@code NOT_FOUND}
   */
  void revoke(Caller caller, UUID device, String reason, @Nullable Boolean acceptUnsent)
      throws RefusedException;

  /**
   * Ends a device as {@link #revoke} does, and asks it to erase its store at its next contact,
   * after it has sent what is taken. The device tells when it has done so.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  void wipe(Caller caller, UUID device, String reason, @Nullable Boolean acceptUnsent)
      throws RefusedException;
}
