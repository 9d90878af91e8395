package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.Directory.DeviceOf;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads whose devices are. */
public final class DeviceNames {
  private DeviceNames() {}

  /** Devices with their users; ids of no device are left out. */
  public static Map<UUID, DeviceOf> of(Jdbc jdbc, Collection<UUID> devices) {
    Map<UUID, DeviceOf> found = new HashMap<>();
    if (!devices.isEmpty()) {
      jdbc.list(
          "SELECT id, name, user_name FROM holdfast.device WHERE id = ANY (?)",
          row ->
              found.put(
                  Sql.requiredUuid(row, "id"),
                  new DeviceOf(row.getString("name"), row.getString("user_name"))),
          (Object) devices.toArray(UUID[]::new));
    }
    return found;
  }
}
