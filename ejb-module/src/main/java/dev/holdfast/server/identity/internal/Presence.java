package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.internal.Present.PresentDevice;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users and devices as they are at this moment: one statement, nothing cached. */
@ApplicationScoped
public class Presence {
  private static final String USER_AND_DEVICE =
      """
      SELECT u.name, u.enabled, u.password_hash, u.session_epoch,
             ARRAY(SELECT role FROM holdfast.user_role r WHERE r.user_name = u.name ORDER BY role) AS roles,
             ARRAY(SELECT attribute FROM holdfast.user_attribute a WHERE a.user_name = u.name
                   ORDER BY attribute, value) AS attributes,
             ARRAY(SELECT value FROM holdfast.user_attribute a WHERE a.user_name = u.name
                   ORDER BY attribute, value) AS attribute_values,
             d.id AS device, d.user_name AS device_user, d.session_id, d.session_epoch AS device_epoch,
             d.revoked_at IS NOT NULL AS revoked, d.wipe_requested_at IS NOT NULL AS wiped
      FROM holdfast.app_user u LEFT JOIN holdfast.device d ON d.id = CAST(? AS uuid)
      WHERE u.name = ?
      """;

  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Presence() {}

  /** A user alone. */
  Optional<Present> of(String user) {
    return of(user, null);
  }

  /** A user and a device, which need not be this user's. */
  Optional<Present> of(String user, @Nullable UUID device) {
    return jdbc.one(USER_AND_DEVICE, Presence::read, device, user);
  }

  private static Present read(ResultSet row) throws SQLException {
    User user =
        new User(
            row.getString("name"),
            new LinkedHashSet<>(Sql.texts(row, "roles")),
            attributes(Sql.texts(row, "attributes"), Sql.texts(row, "attribute_values")));
    return new Present(
        user,
        row.getBoolean("enabled"),
        row.getString("password_hash"),
        row.getLong("session_epoch"),
        device(row));
  }

  private static Map<String, List<String>> attributes(List<String> names, List<String> values) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      result.computeIfAbsent(names.get(i), any -> new ArrayList<>()).add(values.get(i));
    }
    return result;
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
        row.getBoolean("revoked"),
        row.getBoolean("wiped"));
  }
}
