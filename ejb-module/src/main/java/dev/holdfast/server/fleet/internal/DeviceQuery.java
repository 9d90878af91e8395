package dev.holdfast.server.fleet.internal;

import dev.holdfast.server.fleet.api.Fleet.DeviceFilter;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A filter of devices as an SQL condition with its parameters. */
final class DeviceQuery {
  private final StringBuilder condition = new StringBuilder("true");
  private final List<Object> parameters = new ArrayList<>();

  /**
   * Translates a filter.
   *
   * @param unseenSince who was not there since then is unseen
   * @throws RefusedException {@code INVALID} for an unknown status
   */
  DeviceQuery(DeviceFilter filter, Instant unseenSince) throws RefusedException {
    if (filter.text() != null) {
      String pattern = Sql.containing(filter.text());
      and("(name ILIKE ? OR user_name ILIKE ? OR id::text ILIKE ?)", pattern, pattern, pattern);
    }
    if (filter.user() != null) {
      and("user_name = ?", filter.user());
    }
    if (filter.status() != null) {
      status(filter.status(), unseenSince);
    }
  }

  /** {@code FROM} and {@code WHERE}. */
  String matching() {
    return " FROM holdfast.device_state WHERE " + condition;
  }

  Object[] parameters() {
    return parameters.toArray();
  }

  private void status(String status, Instant unseenSince) throws RefusedException {
    switch (status) {
      case "active", "wipe-requested", "revoked", "wiped" -> and("status = ?", status);
      case "unseen" -> and("status = 'active' AND seen_at < ?", unseenSince);
      case "failing" -> and("status = 'active' AND error IS NOT NULL");
      default ->
          throw new RefusedException(
              ErrorCode.INVALID,
              "The status of a device is active, wipe-requested, revoked, wiped, unseen or failing,"
                  + " not "
                  + status
                  + '.');
    }
  }

  private void and(String test, Object... values) {
    condition.append(" AND ").append(test);
    parameters.addAll(List.of(values));
  }
}
