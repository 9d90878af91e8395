package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.app.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user, and the device that was asked for, as they are now.
 *
 * @param user name, roles and attributes
 * @param enabled whether the user may sign in
 * @param passwordHash hash of the password
 * @param epoch the user's session epoch
 * @param device the device, null if none was asked for or there is none such
 */
record Present(
    User user, boolean enabled, String passwordHash, long epoch, @Nullable PresentDevice device) {

  /** The same to keep in memory. */
  Present withoutPassword() {
    return new Present(user, enabled, "", epoch, device);
  }

  /** The device if it is this user's: nobody learns anything of another's. */
  @Nullable PresentDevice own() {
    return device != null && device.owner().equals(user.name()) ? device : null;
  }

  /**
   * The device.
   *
   * @param id the device
   * @param owner its user
   * @param session its session, null if signed out
   * @param epoch the session epoch of its user when it signed in
   * @param ending what was ordered to end it, null if nothing was
   */
  record PresentDevice(
      UUID id, String owner, @Nullable UUID session, long epoch, @Nullable Ending ending) {}

  /**
   * What a device was ordered that may not come any more.
   *
   * @param wipe whether it is to be erased
   * @param accepts whether what it has not sent is taken
   * @param order which of its orders this is
   */
  record Ending(boolean wipe, boolean accepts, int order) {}
}
