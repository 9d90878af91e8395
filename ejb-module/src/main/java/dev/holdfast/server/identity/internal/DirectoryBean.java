package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Jdbc;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers from the database, nothing cached. */
@Stateless
public class DirectoryBean implements Directory {
  @Inject private Presence presence;
  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DirectoryBean() {}

  @Override
  public Optional<User> user(String name) {
    return presence.of(name).map(Present::user);
  }

  @Override
  public Map<UUID, String> deviceNames(Collection<UUID> devices) {
    Map<UUID, String> names = new HashMap<>();
    devices(devices).forEach((id, device) -> names.put(id, device.name()));
    return names;
  }

  @Override
  public Map<UUID, DeviceOf> devices(Collection<UUID> devices) {
    return DeviceNames.of(jdbc, devices);
  }
}
