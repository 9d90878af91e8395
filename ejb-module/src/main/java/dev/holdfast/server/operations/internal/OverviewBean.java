package dev.holdfast.server.operations.internal;

import dev.holdfast.server.fleet.api.FleetSettings;
import dev.holdfast.server.operations.api.Overview;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One statement per question, over the tables of several features. */
@Stateless
public class OverviewBean implements Overview {
  private static final int MAX_HOURS = 168;
  private static final int MAX_LINES = 100;

  private static final String FLEET =
      """
      SELECT count(*) AS active,
             count(*) FILTER (WHERE seen_at < ?) AS unseen,
             count(*) FILTER (WHERE error IS NOT NULL) AS failing,
             coalesce(sum(pending), 0) AS pending,
             (SELECT count(DISTINCT order_id) FROM holdfast.resync_state
              WHERE status IN ('waiting', 'running')) AS open_orders
      FROM holdfast.device_state WHERE status = 'active'
      """;

  private static final String ACTIVITY =
      """
      SELECT hour,
             count(*) FILTER (WHERE l.error IS NULL AND l.kind = 'full') AS full_syncs,
             count(*) FILTER (WHERE l.error IS NULL AND l.kind = 'delta') AS deltas,
             count(l.error) AS failed,
             coalesce(sum(l.rows), 0) AS rows
      FROM generate_series(CAST(? AS timestamptz), CAST(? AS timestamptz), interval '1 hour') AS hour
      LEFT JOIN holdfast.sync_log l ON l.at >= hour AND l.at < hour + interval '1 hour'
      GROUP BY hour ORDER BY hour
      """;

  private static final String RECENT =
      """
      SELECT l.at, l.device_id, d.name, d.user_name, l.kind, l.rows, l.millis, l.error
      FROM holdfast.sync_log l JOIN holdfast.device d ON d.id = l.device_id
      %s ORDER BY l.at DESC, l.id DESC LIMIT ?
      """;

  private final Jdbc jdbc;
  private final Settings settings;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected OverviewBean() {
    this(null, null, null);
  }

  /** Counts in a database. */
  @Inject
  public OverviewBean(Jdbc jdbc, Settings settings, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public FleetState fleet(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    Duration unseenAfter = settings.get(FleetSettings.UNSEEN_AFTER);
    return jdbc.one(FLEET, row -> fleet(row, unseenAfter), clock.instant().minus(unseenAfter))
        .orElseThrow();
  }

  @Override
  public List<SyncHour> activity(Caller caller, int hours) throws RefusedException {
    caller.requireAdministrator();
    requireWithin("hours", hours, MAX_HOURS);
    Instant last = clock.instant().truncatedTo(ChronoUnit.HOURS);
    return jdbc.list(ACTIVITY, OverviewBean::hour, last.minus(hours - 1L, ChronoUnit.HOURS), last);
  }

  @Override
  public List<SyncLine> recent(Caller caller, int limit, boolean failedOnly)
      throws RefusedException {
    caller.requireAdministrator();
    requireWithin("limit", limit, MAX_LINES);
    String sql = RECENT.formatted(failedOnly ? "WHERE l.error IS NOT NULL" : "");
    return jdbc.list(sql, OverviewBean::line, limit);
  }

  private static void requireWithin(String name, int value, int max) throws RefusedException {
    if (value < 1 || value > max) {
      throw new RefusedException(
          ErrorCode.INVALID, name + " is 1 to " + max + ", not " + value + '.');
    }
  }

  private static FleetState fleet(ResultSet row, Duration unseenAfter) throws SQLException {
    return new FleetState(
        row.getLong("active"),
        row.getLong("unseen"),
        unseenAfter,
        row.getLong("failing"),
        row.getLong("pending"),
        row.getLong("open_orders"));
  }

  private static SyncHour hour(ResultSet row) throws SQLException {
    return new SyncHour(
        Sql.requiredInstant(row, "hour"),
        row.getLong("full_syncs"),
        row.getLong("deltas"),
        row.getLong("failed"),
        row.getLong("rows"));
  }

  private static SyncLine line(ResultSet row) throws SQLException {
    return new SyncLine(
        Sql.requiredInstant(row, "at"),
        Sql.requiredUuid(row, "device_id"),
        row.getString("name"),
        row.getString("user_name"),
        row.getString("kind"),
        row.getLong("rows"),
        row.getLong("millis"),
        row.getString("error"));
  }
}
