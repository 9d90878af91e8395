package dev.holdfast.server.platform.api;

import dev.holdfast.kernel.app.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Every use case takes it as its first argument and decides by it, so that no path goes
 * unauthorised.
 *
 * @param user name, roles and attributes
 * @param device the device that calls, null for the console and for administration
 */
public record Caller(User user, @Nullable UUID device) {

  /** The system role that may administer everything. */
  public static final String ADMINISTRATOR = "administrator";

  /**
   * The system role that may decide on issues, in the workbaskets of which the user is a member.
   */
  public static final String CASEWORKER = "caseworker";

  /** Name of the user. */
  public String name() {
    return user.name();
  }

  /**
   * Refuses everybody but administrators.
   *
   * @throws RefusedException with {@link ErrorCode#NOT_ALLOWED} unless the user is one
   */
  public void requireAdministrator() throws RefusedException {
    if (!isAdministrator()) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED, "This needs the role " + ADMINISTRATOR + ".");
    }
  }

  /**
   * Refuses who may decide on no issue, in whatever workbasket.
   *
   * @throws RefusedException with {@link ErrorCode#NOT_ALLOWED} unless the user is a caseworker or
   *     an administrator
   */
  public void requireCaseworker() throws RefusedException {
    if (!isAdministrator() && !user.roles().contains(CASEWORKER)) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "This needs the role " + CASEWORKER + " or " + ADMINISTRATOR + ".");
    }
  }

  /** Whether the user may administer everything. */
  public boolean isAdministrator() {
    return user.roles().contains(ADMINISTRATOR);
  }

  /**
   * The calling device.
   *
   * @throws RefusedException with {@link ErrorCode#DEVICE_REQUIRED} if no device calls
   */
  public UUID requireDevice() throws RefusedException {
    if (device == null) {
      throw new RefusedException(ErrorCode.DEVICE_REQUIRED, "Sign in as a device for this.");
    }
    return device;
  }
}
