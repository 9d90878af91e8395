package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.fleet.internal.FleetLog.LOG;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.sync.api.ResyncDirectory;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Moves a device along its orders, one statement each time. A full sync fulfils all orders that
 * were given before it began: they are begun as the one that its header names, and end with its
 * report. A late report of an earlier sync says nothing of them. Done is final, whatever order the
 * messages of two requests come in; a failed order is tried again at the next contact.
 */
@Stateless
public class ResyncDirectoryBean implements ResyncDirectory {
  private final Jdbc jdbc;
  private final Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected ResyncDirectoryBean() {
    this(null, null);
  }

  /** Keeps the state of orders in a database. */
  @Inject
  public ResyncDirectoryBean(Jdbc jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<Standing> standing(UUID device, Sql sql) throws SQLException {
    return sql.list(
        """
        SELECT r.order_id, r.begun_as
        FROM holdfast.resync_device r JOIN holdfast.resync_order o ON o.id = r.order_id
        WHERE r.device_id = ? AND r.status <> 'done' ORDER BY o.ordered_at, o.id
        """,
        row -> new Standing(Sql.requiredUuid(row, "order_id"), Sql.uuid(row, "begun_as")),
        device);
  }

  /**
   * In a transaction of its own, so that it shows at once and holds no lock while rows stream. A
   * sync that goes on expects fewer rows than it began with: the others are there.
   */
  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void running(UUID header, Collection<UUID> orders, UUID device, long rowsExpected) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device
        SET status = 'running', begun_as = ?, changed_at = ?, error = NULL,
            rows = CASE WHEN begun_as = ? THEN greatest(rows, ?) ELSE ? END,
            sent = CASE WHEN begun_as = ? THEN greatest(rows - ?, 0) ELSE 0 END
        WHERE order_id = ANY(?) AND device_id = ? AND status <> 'done'
          AND (status <> 'running' OR begun_as IS DISTINCT FROM ? OR rows - sent <> ?)
        """,
        header,
        clock.instant(),
        header,
        rowsExpected,
        rowsExpected,
        header,
        rowsExpected,
        orders.toArray(UUID[]::new),
        device,
        header,
        rowsExpected);
  }

  /** Never more than expected: a segment that is fetched again counts again. */
  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sent(UUID device, long rows) {
    jdbc.update(
        "UPDATE holdfast.resync_device SET sent = least(rows, sent + ?)"
            + " WHERE device_id = ? AND status = 'running'",
        rows,
        device);
  }

  /** The order itself too, as whatever it was begun since: all of a full sync for it is there. */
  @Override
  public void done(UUID order, UUID device, long rows) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device SET status = 'done', rows = ?, sent = ?, changed_at = ?, error = NULL
        WHERE device_id = ? AND status <> 'done' AND (order_id = ? OR begun_as = ?)
        """,
        rows,
        rows,
        clock.instant(),
        device,
        order,
        order);
  }

  @Override
  public void failed(UUID order, UUID device, String error) {
    int changed =
        jdbc.update(
            """
            UPDATE holdfast.resync_device SET status = 'failed', begun_as = ?, changed_at = ?, error = ?
            WHERE device_id = ? AND status <> 'done' AND error IS DISTINCT FROM ?
              AND coalesce(begun_as, order_id) = ?
            """,
            order,
            clock.instant(),
            error,
            device,
            error,
            order);
    if (changed > 0) {
      LOG.failed(device, order, error);
    }
  }
}
