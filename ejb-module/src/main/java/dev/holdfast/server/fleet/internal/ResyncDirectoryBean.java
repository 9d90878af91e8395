package dev.holdfast.server.fleet.internal;

import static dev.holdfast.server.fleet.internal.FleetLog.LOG;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.sync.api.ResyncDirectory;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves a device along its orders, one row and one statement each time. Done is final, whatever
 * order the messages of two requests come in; a failed order is tried again at the next contact.
 */
@Stateless
public class ResyncDirectoryBean implements ResyncDirectory {
  private static final int MAX_ERROR = 2_000;

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
  public Optional<UUID> orderFor(UUID device) {
    return jdbc.one(
        """
        SELECT r.order_id FROM holdfast.resync_device r JOIN holdfast.resync_order o ON o.id = r.order_id
        WHERE r.device_id = ? AND r.status <> 'done' ORDER BY o.ordered_at, o.id LIMIT 1
        """,
        row -> row.getObject(1, UUID.class),
        device);
  }

  /** In a transaction of its own, so that it shows at once and holds no lock while rows stream. */
  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void running(UUID order, UUID device, long rowsExpected) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device SET status = 'running', rows = ?, changed_at = ?, error = NULL
        WHERE order_id = ? AND device_id = ? AND status <> 'done' AND (status <> 'running' OR rows <> ?)
        """,
        rowsExpected,
        clock.instant(),
        order,
        device,
        rowsExpected);
  }

  @Override
  public void done(UUID order, UUID device, long rows) {
    jdbc.update(
        """
        UPDATE holdfast.resync_device SET status = 'done', rows = ?, changed_at = ?, error = NULL
        WHERE order_id = ? AND device_id = ? AND status <> 'done'
        """,
        rows,
        clock.instant(),
        order,
        device);
  }

  @Override
  public void failed(UUID order, UUID device, String error) {
    // It comes from the device: PostgreSQL has no U+0000 in texts.
    String text = error.replace('\0', ' ');
    String kept = text.substring(0, Math.min(text.length(), MAX_ERROR));
    int changed =
        jdbc.update(
            """
            UPDATE holdfast.resync_device SET status = 'failed', changed_at = ?, error = ?
            WHERE order_id = ? AND device_id = ? AND status <> 'done' AND error IS DISTINCT FROM ?
            """,
            clock.instant(),
            kept,
            order,
            device,
            kept);
    if (changed > 0) {
      LOG.failed(device, order, kept);
    }
  }
}
