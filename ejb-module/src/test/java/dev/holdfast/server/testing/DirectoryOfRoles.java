package dev.holdfast.server.testing;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.identity.internal.DeviceNames;
import dev.holdfast.server.platform.api.Jdbc;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Users with their roles, as the database has them. */
public record DirectoryOfRoles(Jdbc jdbc) implements Directory {
  @Override
  public Optional<User> user(String name) {
    return jdbc.one("SELECT 1 FROM holdfast.app_user WHERE name = ?", row -> row.getInt(1), name)
        .map(
            found ->
                new User(
                    name,
                    new HashSet<>(
                        jdbc.list(
                            "SELECT role FROM holdfast.user_role WHERE user_name = ?",
                            row -> row.getString(1),
                            name)),
                    Map.of()));
  }

  @Override
  public Map<UUID, String> deviceNames(Collection<UUID> devices) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<UUID, DeviceOf> devices(Collection<UUID> devices) {
    return DeviceNames.of(jdbc, devices);
  }
}
