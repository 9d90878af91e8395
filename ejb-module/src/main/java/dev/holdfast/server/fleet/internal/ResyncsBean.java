package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.fleet.internal.FleetLog.LOG;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.fleet.api.Resyncs;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives resync orders and tells how they go. */
@Stateless
public class ResyncsBean implements Resyncs {

  /** The order and its devices, one statement: nobody sees an order without them. */
  private static final String ORDER =
      """
      WITH given AS (
        INSERT INTO holdfast.resync_order (id, kind, value, reason, ordered_by, ordered_at)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id, ordered_at)
      INSERT INTO holdfast.resync_device (order_id, device_id, status, rows, changed_at)
      SELECT given.id, d.id, 'waiting', 0, given.ordered_at FROM given CROSS JOIN holdfast.device_state d
      WHERE\s""";

  private static final Sorting ORDERS =
      new Sorting(Map.of("ordered", "ordered_at"), "ordered_at DESC, id DESC", "id");

  private static final Sorting DEVICES =
      new Sorting(
          Map.of(
              "name", "lower(name)",
              "user", "user_name",
              "status", "status",
              "rows", "rows",
              "changed", "changed_at"),
          "array_position(ARRAY['failed', 'running', 'waiting', 'done'], status), lower(name), device_id",
          "device_id");

  private final Jdbc jdbc;
  private final Targets targets;
  private final Ids ids;
  private final Clock clock;
  private final Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected ResyncsBean() {
    this(null, null, null, null, null);
  }

  /** Keeps orders in a database. */
  @Inject
  public ResyncsBean(Jdbc jdbc, Targets targets, Ids ids, Clock clock, Audit audit) {
    this.jdbc = jdbc;
    this.targets = targets;
    this.ids = ids;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public OrderView order(Caller caller, Target target, @Nullable String reason)
      throws RefusedException {
    caller.requireAdministrator();
    String why = Reasons.given(reason);
    Targets.Devices devices = targets.of(target);
    UUID id = ids.next();
    String kind = OrderRows.code(target.kind());
    List<Object> parameters =
        new ArrayList<>(List.of(id, kind, target.value(), why, caller.name(), clock.instant()));
    parameters.addAll(devices.parameters());
    long concerned = jdbc.update(ORDER + devices.condition(), parameters.toArray());
    audit.record(
        caller.name(),
        AuditAction.RESYNC_ORDERED,
        id.toString(),
        why,
        Map.of(
            "target", new Change(null, (kind + ' ' + target.value()).strip()),
            "devices", new Change(null, concerned)));
    LOG.ordered(id, caller.name(), concerned, kind, target.value());
    return view(id).orElseThrow();
  }

  @Override
  public long reach(Caller caller, Target target) throws RefusedException {
    caller.requireAdministrator();
    Targets.Devices devices = targets.of(target);
    return jdbc.one(
            "SELECT count(*) FROM holdfast.device_state d WHERE " + devices.condition(),
            row -> row.getLong(1),
            devices.parameters().toArray())
        .orElse(0L);
  }

  @Override
  public Page<OrderView> list(Caller caller, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    List<OrderView> orders =
        jdbc.list(
            OrderRows.counted("SELECT * FROM holdfast.resync_order" + ORDERS.part(page))
                + ORDERS.order(page),
            OrderRows::order);
    long total =
        jdbc.one("SELECT count(*) FROM holdfast.resync_order", row -> row.getLong(1)).orElse(0L);
    return new Page<>(orders, total);
  }

  @Override
  public Optional<OrderView> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    return view(id);
  }

  @Override
  public Page<OrderDevice> devices(
      Caller caller, UUID id, @Nullable String status, PageRequest page) throws RefusedException {
    caller.requireAdministrator();
    if (status != null && !STATUSES.contains(status)) {
      throw new RefusedException(ErrorCode.INVALID, "The status is one of " + STATUSES + '.');
    }
    String matching = " FROM holdfast.resync_state WHERE order_id = ? AND status LIKE ?";
    String wanted = status == null ? "%" : status;
    List<OrderDevice> devices =
        jdbc.list("SELECT *" + matching + DEVICES.part(page), OrderRows::device, id, wanted);
    long total =
        jdbc.one("SELECT count(*)" + matching, row -> row.getLong(1), id, wanted).orElse(0L);
    return new Page<>(devices, total);
  }

  private Optional<OrderView> view(UUID id) {
    return jdbc.one(
        OrderRows.counted("SELECT * FROM holdfast.resync_order WHERE id = ?"),
        OrderRows::order,
        id);
  }
}
