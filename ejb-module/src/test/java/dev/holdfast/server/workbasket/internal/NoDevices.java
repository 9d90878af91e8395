package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.api.Directory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Nobody is known, and no device has a name. */
final class NoDevices implements Directory {
  @Override
  public Optional<User> user(String name) {
    return Optional.empty();
  }

  @Override
  public Map<UUID, String> deviceNames(Collection<UUID> devices) {
    return Map.of();
  }

  @Override
  public Map<UUID, DeviceOf> devices(Collection<UUID> devices) {
    return Map.of();
  }
}
