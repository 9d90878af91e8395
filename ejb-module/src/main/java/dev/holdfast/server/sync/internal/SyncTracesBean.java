package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.sync.api.SyncTraces;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** One statement per question. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SyncTracesBean implements SyncTraces {
  // Beacons say which transactions had begun when. Those of another history, which came with a
  // dump, may say anything: no later beacon may be passed by.
  private static final String BOUND =
      """
      SELECT least(max(xid) FILTER (WHERE set_at <= ?), min(xid) FILTER (WHERE set_at > ?),
                   pg_snapshot_xmin(pg_current_snapshot()))::text
      FROM holdfast.epoch_beacon HAVING count(*) FILTER (WHERE set_at <= ?) > 0
      """;

  private static final String SYNCS =
      """
      DELETE FROM holdfast.sync_log l USING (
        SELECT id FROM holdfast.sync_log WHERE at < ? ORDER BY at, id LIMIT ?) old
      WHERE l.id = old.id
      """;

  private static final String STANDINGS =
      """
      DELETE FROM holdfast.device_sync s USING holdfast.device d
      WHERE d.id = s.device_id AND d.revoked_at < ?
      """;

  private final Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway")
  protected SyncTracesBean() {
    this(null);
  }

  /** Those in a database. */
  @Inject
  public SyncTracesBean(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<String> transactionBefore(Instant past) {
    return jdbc.one(BOUND, row -> row.getString(1), past, past, past);
  }

  @Override
  public int forgetSyncs(Instant before, int most) {
    return jdbc.update(SYNCS, before, most);
  }

  @Override
  public int forgetRevoked(Instant before) {
    return jdbc.update(STANDINGS, before);
  }
}
