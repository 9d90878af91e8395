package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks with the user's eyes: the packages, scopes and sums that a sync of the user would use. */
@Stateless
public class ShipmentsBean implements Shipments {
  private static final String DEVICES =
      """
      SELECT d.id, d.name, d.last_sync_at, coalesce(s.buckets, 0) AS buckets,
             (SELECT coalesce(sum(b.rows), 0) FROM holdfast.bucket_change b
              WHERE b.unit = (SELECT u.name FROM holdfast.capture_unit u
                              WHERE u.application = 'holdfast' AND u.unit = 'outcome' AND u.retired_at IS NULL)
                AND b.bucket = holdfast.bucket_id('device=' || d.id)) AS outcomes
      FROM holdfast.device_state d LEFT JOIN holdfast.device_sync s ON s.device_id = d.id
      WHERE d.user_name = ? AND d.status = 'active'
      ORDER BY d.seen_at DESC, d.id LIMIT 100
      """;

  private final Jdbc jdbc;
  private final Users users;
  private final Packages packages;
  private final Capture capture;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected ShipmentsBean() {
    this(null, null, null, null);
  }

  /** Looks into a database. */
  @Inject
  public ShipmentsBean(Jdbc jdbc, Users users, Packages packages, Capture capture) {
    this.jdbc = jdbc;
    this.users = users;
    this.packages = packages;
    this.capture = capture;
  }

  @Override
  public Optional<Shipment> of(Caller caller, String name) throws RefusedException {
    caller.requireAdministrator();
    Optional<UserView> user = users.find(caller, name);
    List<CompiledPackage> active = packages.active();
    return user.map(found -> jdbc.with(sql -> shipment(sql, found, active)));
  }

  private Shipment shipment(Sql sql, UserView view, List<CompiledPackage> active)
      throws SQLException {
    User user = new User(view.name(), view.roles(), view.attributes());
    Map<String, CapturedUnit> captured = new HashMap<>();
    capture.units(sql).forEach(u -> captured.put(u.application() + '/' + u.unit(), u));
    List<ApplicationShare> applications = new ArrayList<>();
    for (CompiledPackage logic : active) {
      applications.add(share(sql, logic.definition(), user, captured));
    }
    List<UnitShare> units = applications.stream().flatMap(a -> a.units().stream()).toList();
    return new Shipment(
        view.name(),
        view.enabled(),
        units.stream().mapToLong(UnitShare::rows).sum(),
        units.stream().mapToLong(UnitShare::bytes).sum(),
        units.stream().mapToInt(unit -> unit.buckets().size()).sum(),
        applications,
        devices(sql, view.name()));
  }

  private static ApplicationShare share(
      Sql sql, ApplicationPackage definition, User user, Map<String, CapturedUnit> captured)
      throws SQLException {
    List<String> roles = definition.roles().stream().filter(user.roles()::contains).toList();
    List<UnitShare> units = new ArrayList<>();
    if (!roles.isEmpty()) {
      UnitShares shares = new UnitShares(sql, user);
      for (String unit : units(definition)) {
        units.add(shares.of(definition, unit, captured.get(definition.application() + '/' + unit)));
      }
    }
    return new ApplicationShare(
        definition.application(), definition.version(), roles, definition.roles(), units);
  }

  private static List<String> units(ApplicationPackage definition) {
    return Stream.concat(
            definition.tables().keySet().stream(), definition.cases().keySet().stream())
        .toList();
  }

  private static List<DeviceShare> devices(Sql sql, String user) throws SQLException {
    return sql.list(
        DEVICES,
        row ->
            new DeviceShare(
                Sql.requiredUuid(row, "id"),
                row.getString("name"),
                Sql.instant(row, "last_sync_at"),
                row.getLong("buckets"),
                row.getLong("outcomes")),
        user);
  }
}
