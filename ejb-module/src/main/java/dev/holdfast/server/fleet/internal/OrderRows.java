package dev.holdfast.server.fleet.internal;

import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Rows of resync orders as records. */
final class OrderRows {
  private OrderRows() {}

  /**
   * Selects orders with the counts of their devices. It is the same as counting {@code
   * resync_state}, but looks at devices only for those that are not through: of old orders an index
   * tells all.
   *
   * @param orders a query of {@code holdfast.resync_order}, which may be a page
   */
  static String counted(String orders) {
    return """
        SELECT o.*, c.* FROM (%s) o CROSS JOIN LATERAL (
          SELECT count(*) AS devices,
                 count(*) FILTER (WHERE status = 'waiting') AS waiting,
                 count(*) FILTER (WHERE status = 'running') AS running,
                 count(*) FILTER (WHERE status = 'done') AS done,
                 count(*) FILTER (WHERE status = 'failed') AS failed
          FROM holdfast.resync_device r WHERE r.order_id = o.id AND (r.status IN ('done', 'failed') OR EXISTS (
            SELECT FROM holdfast.device_state d WHERE d.id = r.device_id AND d.status = 'active'))) c
        """
        .formatted(orders);
  }

  static String code(Target.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static OrderView order(ResultSet row) throws SQLException {
    Target.Kind kind = Target.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    return new OrderView(
        Sql.requiredUuid(row, "id"),
        new Target(kind, row.getString("value")),
        row.getString("reason"),
        row.getString("ordered_by"),
        Sql.requiredInstant(row, "ordered_at"),
        row.getLong("devices"),
        row.getLong("waiting"),
        row.getLong("running"),
        row.getLong("done"),
        row.getLong("failed"));
  }

  static OrderDevice device(ResultSet row) throws SQLException {
    return new OrderDevice(
        Sql.requiredUuid(row, "device_id"),
        row.getString("name"),
        row.getString("user_name"),
        row.getString("status"),
        row.getLong("rows"),
        row.getLong("sent"),
        Sql.requiredInstant(row, "changed_at"),
        row.getString("error"));
  }
}
