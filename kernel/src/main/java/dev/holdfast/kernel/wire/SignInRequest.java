package dev.holdfast.kernel.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in. Without a device the session is for administration.
 *
 * @param user name
 * @param password password
 * @param device the device to enrol or to sign in again, null for none
 */
public record SignInRequest(String user, String password, @Nullable DeviceInfo device) {

  /**
   * A device as it introduces itself.
   *
   * @param id the id it was given, null at its first sign-in
   * @param name what people call it
   * @param platform operating system and runtime
   * @param version version of the device library
   */
  public record DeviceInfo(@Nullable UUID id, String name, String platform, String version) {}
}
