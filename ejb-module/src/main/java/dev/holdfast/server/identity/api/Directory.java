package dev.holdfast.server.identity.api;

import dev.holdfast.kernel.app.User;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who people and devices are, for other features; the caller has decided who may know. */
@Local
public interface Directory {

  /** The present roles and attributes of a user, also of a disabled one. */
  Optional<User> user(String name);

  /** The names of devices; ids of no device are left out. */
  Map<UUID, String> deviceNames(Collection<UUID> devices);

  /**
   * A device and whose it is.
   *
   * @param name its name
   * @param user its user
   */
  record DeviceOf(String name, String user) {}

  /** Devices with their users; ids of no device are left out. */
  Map<UUID, DeviceOf> devices(Collection<UUID> devices);
}
