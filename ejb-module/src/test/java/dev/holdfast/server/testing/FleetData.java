package dev.holdfast.server.testing;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Setting;
import dev.holdfast.server.platform.api.Settings;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and devices as identity and sync would have written them. */
public final class FleetData {
  /** When everything is enrolled. */
  public static final Instant NOW = Instant.parse("2026-11-23T08:30:00Z");

  /** May everything. */
  public static final Caller ADMIN =
      new Caller(new User("admin", Set.of(Caller.ADMINISTRATOR), Map.of()), null);

  /** May nothing here. */
  public static final Caller ALICE =
      new Caller(new User("alice", Set.of("inspector"), Map.of()), null);

  /** Every setting at its default. */
  public static final Settings DEFAULTS =
      new Settings() {
        @Override
        public <T> T get(Setting<T> setting) {
          return setting.parse(setting.standard());
        }
      };

  private final Jdbc jdbc;

  /** Writes to a database. */
  public FleetData(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a user. */
  public void user(String name, String... roles) {
    jdbc.update(
        "INSERT INTO holdfast.app_user VALUES (?, ?, 'none', true, 0, 0)", name, name + " Doe");
    for (String role : roles) {
      jdbc.update("INSERT INTO holdfast.user_role VALUES (?, ?)", name, role);
    }
  }

  /** Adds a device that has never called since it was enrolled. */
  public UUID device(String user, String name) {
    UUID id = UUID.randomUUID();
    jdbc.update(
        "INSERT INTO holdfast.device (id, user_name, name, platform, client_version, enrolled_at,"
            + " session_epoch, refresh_next) VALUES (?, ?, ?, 'test', '1', ?, 0, '{}')",
        id,
        user,
        name,
        NOW);
    return id;
  }

  /** A device has called. */
  public void contact(UUID device, Instant at) {
    jdbc.update("UPDATE holdfast.device SET last_contact_at = ? WHERE id = ?", at, device);
  }

  /** A device may not come any more. */
  public void revoke(UUID device) {
    jdbc.update("UPDATE holdfast.device SET revoked_at = ? WHERE id = ?", NOW, device);
  }

  /** A device is to be erased. */
  public void wipe(UUID device) {
    jdbc.update("UPDATE holdfast.device SET wipe_requested_at = ? WHERE id = ?", NOW, device);
  }

  /** A device has reported a sync. */
  public void synced(
      UUID device, Instant at, String kind, long rows, int pending, @Nullable String error) {
    jdbc.update(
        """
        INSERT INTO holdfast.device_sync AS s
          (device_id, last_sync_at, kind, rows, millis, pending, package_versions, error)
        VALUES (?, ?, ?, ?, 20, ?, '{app 1.0.0}', ?)
        ON CONFLICT (device_id) DO UPDATE SET last_sync_at = excluded.last_sync_at, kind = excluded.kind,
          rows = excluded.rows, pending = excluded.pending, error = excluded.error
        """,
        device,
        at,
        kind,
        rows,
        pending,
        error);
    jdbc.update(
        "INSERT INTO holdfast.sync_log VALUES (?, ?, ?, ?, ?, 100, 20, '{}', ?, NULL)",
        UUID.randomUUID(),
        device,
        at,
        kind,
        rows,
        error);
  }
}
