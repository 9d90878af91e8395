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
 * were given before it began: they are running together and end together. Done is final, whatever
 * order the messages of two requests come in; a failed order is tried again at the next contact.
 */
@Stateless
public class ResyncDirectoryBean implements ResyncDirectory {
  private static final int MAX_ERROR = 2_000;

  // An order, and what was begun with it; nothing once it is done: the message is late. Parameters
  // are device, order, order, device.
  private static final String BEGUN_TOGETHER =
      """
      device_id = ? AND status <> 'done' AND (order_id = ? OR status <> 'waiting') AND EXISTS (
        SELECT FROM holdfast.resync_device o WHERE o.order_id = ? AND o.device_id = ? AND o.status <> 'done')
      """;

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
        SELECT r.order_id, r.status <> 'waiting' AS begun
        FROM holdfast.resync_device r JOIN holdfast.resync_order o ON o.id = r.order_id
        WHERE r.device_id = ? AND r.status <> 'done' ORDER BY o.ordered_at, o.id
        """,
        row -> new Standing(Sql.requiredUuid(row, "order_id"), row.getBoolean("begun")),
        device);
  }

  /** In a transaction of its own, so that it shows at once and holds no lock while rows stream. */
  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void running(Collection<UUID> orders, UUID device, long rowsExpected) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device SET status = 'running', rows = ?, changed_at = ?, error = NULL
        WHERE order_id = ANY(?) AND device_id = ? AND status <> 'done' AND (status <> 'running' OR rows <> ?)
        """,
        rowsExpected,
        clock.instant(),
        orders.toArray(UUID[]::new),
        device,
        rowsExpected);
  }

  @Override
  public void done(UUID order, UUID device, long rows) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device SET status = 'done', rows = ?, changed_at = ?, error = NULL
        WHERE
        """
            + BEGUN_TOGETHER,
        rows,
        clock.instant(),
        device,
        order,
        order,
        device);
  }

  @Override
  public void failed(UUID order, UUID device, String error) {
    String kept = error.substring(0, Math.min(error.length(), MAX_ERROR));
    int changed =
        jdbc.update(
            """
            UPDATE holdfast.resync_device SET status = 'failed', changed_at = ?, error = ?
            WHERE error IS DISTINCT FROM ? AND
            """
                + BEGUN_TOGETHER,
            clock.instant(),
            kept,
            kept,
            device,
            order,
            order,
            device);
    if (changed > 0) {
      LOG.failed(device, order, kept);
    }
  }
}
