package dev.holdfast.server.identity.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.UUID;

/**
 * Administration of devices' enrolment. Every method refuses with {@code NOT_ALLOWED} who is not an
 * administrator.
 */
@Local
public interface Devices {

  /**
   * Ends a device's right to sync, at once and for good; its user may enrol it anew.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  void revoke(Caller caller, UUID device, String reason) throws RefusedException;

  /**
   * Asks the device to erase its store at its next contact, and revokes it then.
   *
   * @throws RefusedException {@code NOT_FOUND}
   */
  void wipe(Caller caller, UUID device, String reason) throws RefusedException;
}
