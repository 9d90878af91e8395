package dev.holdfast.server.fleet.internal;

import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.fleet.api.FleetSettings;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists devices by SQL. */
@Stateless
public class FleetBean implements Fleet {
  private static final Sorting SORTING =
      new Sorting(
          Map.of(
              "contact", "last_contact_at",
              "name", "lower(name)",
              "user", "user_name",
              "sync", "last_sync_at",
              "pending", "pending"),
          "last_contact_at DESC NULLS LAST, id DESC",
          "id");

  private static final String STATE =
      """
      SELECT count(*) AS active,
             count(*) FILTER (WHERE seen_at < ?) AS unseen,
             count(*) FILTER (WHERE error IS NOT NULL) AS failing,
             coalesce(sum(pending), 0) AS pending,
             (SELECT count(DISTINCT order_id) FROM holdfast.resync_state
              WHERE status IN ('waiting', 'running')) AS open_orders
      FROM holdfast.device_state WHERE status = 'active'
      """;

  private final Jdbc jdbc;
  private final Settings settings;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected FleetBean() {
    this(null, null, null);
  }

  /** Reads from a database. */
  @Inject
  public FleetBean(Jdbc jdbc, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public FleetState state(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Duration unseenAfter = settings.get(FleetSettings.UNSEEN_AFTER);
    return jdbc.one(STATE, row -> state(row, unseenAfter), clock.instant().minus(unseenAfter))
        .orElseThrow();
  }

  private static FleetState state(ResultSet row, Duration unseenAfter) throws SQLException {
    return new FleetState(
        row.getLong("active"),
        row.getLong("unseen"),
        unseenAfter,
        row.getLong("failing"),
        row.getLong("pending"),
        row.getLong("open_orders"));
  }

  @Override
  public Page<DeviceStatus> devices(Caller caller, DeviceFilter filter, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    Instant unseenSince = clock.instant().minus(settings.get(FleetSettings.UNSEEN_AFTER));
    DeviceQuery query = new DeviceQuery(filter, unseenSince);
    List<DeviceStatus> devices =
        jdbc.list(
            "SELECT *" + query.matching() + SORTING.part(page),
            DeviceRows::device,
            query.parameters());
    long total =
        jdbc.one("SELECT count(*)" + query.matching(), row -> row.getLong(1), query.parameters())
            .orElse(0L);
    return new Page<>(devices, total);
  }

  @Override
  public Optional<DeviceStatus> device(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    return jdbc.one("SELECT * FROM holdfast.device_state WHERE id = ?", DeviceRows::device, id);
  }
}
