package dev.holdfast.server.fleet.internal;

import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.platform.api.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows of {@code holdfast.device_state} as records. */
final class DeviceRows {
  private DeviceRows() {}

  static DeviceStatus device(ResultSet row) throws SQLException {
    return new DeviceStatus(
        Sql.requiredUuid(row, "id"),
        row.getString("name"),
        row.getString("user_name"),
        row.getString("platform"),
        row.getString("client_version"),
        row.getString("status"),
        Sql.requiredInstant(row, "enrolled_at"),
        Sql.instant(row, "last_contact_at"),
        Sql.instant(row, "last_sync_at"),
        row.getString("kind"),
        row.getLong("rows"),
        row.getLong("millis"),
        row.getLong("buckets"),
        row.getInt("pending"),
        Sql.texts(row, "package_versions"),
        row.getString("error"),
        ending(row));
  }

  private static DeviceStatus.@Nullable Ending ending(ResultSet row) throws SQLException {
    Instant revoked = Sql.instant(row, "revoked_at");
    Instant wipe = Sql.instant(row, "wipe_requested_at");
    if (revoked == null && wipe == null) {
      return null;
    }
    return new DeviceStatus.Ending(
        row.getString("ended_by"),
        row.getString("ended_reason"),
        revoked,
        wipe,
        row.getBoolean("accepts_unsent"),
        Sql.instant(row, "told_to_erase_at"),
        Sql.instant(row, "left_at"),
        row.getObject("left_unsent", Integer.class),
        Sql.instant(row, "erased_at"));
  }
}
