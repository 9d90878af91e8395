package dev.holdfast.server.operations.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.BucketName;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.server.fleet.api.DeviceStatus;
import dev.holdfast.server.fleet.api.Fleet;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.operations.api.Shipments;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.BucketSums;
import dev.holdfast.server.tables.api.Capture;
import dev.holdfast.server.tables.api.CapturedUnit;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks with the user's eyes: the packages, scopes and sums that a sync of the user would use. */
@Stateless
public class ShipmentsBean implements Shipments {
  private static final int DEVICES = 100;

  /** The unit of what became of parked actions; each device has a bucket of it. */
  private static final String OUTCOMES = "holdfast/outcome";

  private final Jdbc jdbc;
  private final Users users;
  private final Packages packages;
  private final Capture capture;
  private final BucketSums sums;
  private final Fleet fleet;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected ShipmentsBean() {
    this(null, null, null, null, null, null);
  }

  /** Looks into a database. */
  @Inject
  public ShipmentsBean(
      Jdbc jdbc, Users users, Packages packages, Capture capture, BucketSums sums, Fleet fleet) {
    this.jdbc = jdbc;
    this.users = users;
    this.packages = packages;
    this.capture = capture;
    this.sums = sums;
    this.fleet = fleet;
  }

  @Override
  public Optional<Shipment> of(Caller caller, String name) throws RefusedException {
    caller.requireAdministrator();
    Optional<UserView> user = users.find(caller, name);
    return user.isEmpty() ? Optional.empty() : Optional.of(shipment(caller, user.get()));
  }

  @Override
  public Optional<Page<BucketShare>> buckets(
      Caller caller, String name, String application, String unit, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    if (page.sort() != null) {
      throw new RefusedException(ErrorCode.INVALID, "Buckets that go have one order only.");
    }
    Optional<UserView> user = users.find(caller, name);
    Optional<ApplicationPackage> definition =
        packages.active().stream()
            .map(CompiledPackage::definition)
            .filter(active -> active.application().equals(application))
            .filter(active -> units(active).contains(unit))
            .findFirst();
    if (user.isEmpty() || definition.isEmpty()) {
      return Optional.empty();
    }
    User found = user(user.get());
    return Optional.of(
        definition.get().roles().stream().noneMatch(found.roles()::contains)
            ? new Page<>(List.of(), 0)
            : new UnitShares(sums, found)
                .buckets(definition.get(), unit, captured().get(application + '/' + unit), page));
  }

  private static User user(UserView view) {
    return new User(view.name(), view.roles(), view.attributes());
  }

  private Map<String, CapturedUnit> captured() {
    Map<String, CapturedUnit> captured = new HashMap<>();
    jdbc.with(capture::units).forEach(u -> captured.put(u.application() + '/' + u.unit(), u));
    return captured;
  }

  private Shipment shipment(Caller caller, UserView view) throws RefusedException {
    Map<String, CapturedUnit> captured = captured();
    List<ApplicationShare> applications =
        packages.active().stream()
            .map(logic -> share(logic.definition(), user(view), captured))
            .toList();
    List<UnitShare> units = applications.stream().flatMap(a -> a.units().stream()).toList();
    return new Shipment(
        view.name(),
        view.enabled(),
        units.stream().mapToLong(UnitShare::rows).sum(),
        units.stream().mapToLong(UnitShare::bytes).sum(),
        units.stream().mapToInt(unit -> unit.buckets().size() + unit.moreBuckets()).sum(),
        applications,
        devices(caller, view.name(), captured.get(OUTCOMES)));
  }

  private ApplicationShare share(
      ApplicationPackage definition, User user, Map<String, CapturedUnit> captured) {
    List<String> roles = definition.roles().stream().filter(user.roles()::contains).toList();
    UnitShares shares = new UnitShares(sums, user);
    List<UnitShare> units = new ArrayList<>();
    if (!roles.isEmpty()) {
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

  private List<DeviceShare> devices(Caller caller, String user, @Nullable CapturedUnit outcomes)
      throws RefusedException {
    List<DeviceStatus> devices =
        fleet
            .devices(
                caller,
                new Fleet.DeviceFilter(null, user, "active"),
                new PageRequest(0, DEVICES, null, false))
            .items();
    Map<Long, Long> rows =
        outcomes == null
            ? Map.of()
            : sums.rows(outcomes, devices.stream().map(ShipmentsBean::outcomesOf).toList());
    return devices.stream()
        .map(
            device ->
                new DeviceShare(
                    device.id(),
                    device.name(),
                    device.lastSync(),
                    device.heldBuckets(),
                    rows.getOrDefault(outcomesOf(device), 0L)))
        .toList();
  }

  private static long outcomesOf(DeviceStatus device) {
    String terms = BucketName.join("", List.of("device"), device.id().toString());
    return new BucketName("holdfast", "outcome", terms).id();
  }
}
