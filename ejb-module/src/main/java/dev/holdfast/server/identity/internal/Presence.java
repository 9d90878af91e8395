package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.internal.Present.Ending;
import dev.holdfast.server.identity.internal.Present.PresentDevice;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and devices as they are at this moment: one statement, nothing cached. */
@ApplicationScoped
public class Presence {
  private static final String USER_AND_DEVICE =
"""
SELECT u.name, u.enabled, u.password_hash, u.session_epoch,
       d.id AS device, d.user_name AS device_user, d.session_id, d.session_epoch AS device_epoch,
       d.revoked_at IS NOT NULL AS revoked, d.wipe_requested_at IS NOT NULL AS wiped,
       d.accepts_unsent AND d.left_at IS NULL AND coalesce(d.leaving_since > ?, true) AS accepts, d.ended_order,
"""
          + UserRows.COLUMNS
          + """
          FROM holdfast.app_user u LEFT JOIN holdfast.device d ON d.id = CAST(? AS uuid)
          WHERE u.name = ?
          """;

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Presence() {}

  /** A user alone. */
  Optional<Present> of(String user) {
    return of(user, null);
  }

  /** A user and a device, which need not be this user's. */
  Optional<Present> of(String user, @Nullable UUID device) {
    return jdbc.one(
        USER_AND_DEVICE,
        Presence::read,
        clock.instant().minus(LeaveOrders.ALL_SENDING),
        device,
        user);
  }

  private static Present read(ResultSet row) throws SQLException {
    User user = new User(row.getString("name"), UserRows.roles(row), UserRows.attributes(row));
    return new Present(
        user,
        row.getBoolean("enabled"),
        row.getString("password_hash"),
        row.getLong("session_epoch"),
        device(row));
  }

  private static @Nullable PresentDevice device(ResultSet row) throws SQLException {
    UUID id = Sql.uuid(row, "device");
    if (id == null) {
      return null;
    }
    return new PresentDevice(
        id,
        row.getString("device_user"),
        Sql.uuid(row, "session_id"),
        row.getLong("device_epoch"),
        ending(row));
  }

  private static @Nullable Ending ending(ResultSet row) throws SQLException {
    boolean wiped = row.getBoolean("wiped");
    return wiped || row.getBoolean("revoked")
        ? new Ending(wiped, row.getBoolean("accepts"), row.getInt("ended_order"))
        : null;
  }
}
