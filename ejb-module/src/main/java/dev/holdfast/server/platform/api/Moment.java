package dev.holdfast.server.platform.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the database stands.
 *
 * @param epoch identity of the database's history
 * @param snapshot {@code pg_snapshot} as text, as a checkpoint keeps it
 * @param beacon id of the newest row of {@code holdfast.epoch_beacon} before it, null if there is
 *     none
 */
public record Moment(String epoch, String snapshot, @Nullable UUID beacon) {
  /** {@code SELECT epoch, snapshot, beacon}, one row. */
  // What a checkpoint's transaction ids mean is particular to one history of one database. A copy
  // has another cluster (pg_restore elsewhere), another database (createdb from a template) or
  // another table (pg_restore into the same one); a promoted standby and a recovery to a point in
  // time have another timeline. All of it is asked for each time, so no restore has to be noticed
  // by anybody. On a standby the snapshot leaves out transactions in progress, so only what is
  // older counts as seen.
  public static final String SQL =
      """
      SELECT concat_ws('.', epoch, c.system_identifier, d.oid, 'holdfast.epoch'::regclass::oid,
               CASE WHEN pg_is_in_recovery()
               THEN (SELECT timeline_id FROM pg_control_checkpoint())
               ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END) AS epoch,
             seen::text AS snapshot,
             (SELECT id FROM holdfast.epoch_beacon WHERE xid < pg_snapshot_xmax(seen) ORDER BY xid DESC LIMIT 1) AS beacon
      FROM holdfast.epoch, pg_control_system() c, pg_database d, pg_current_snapshot() s,
        LATERAL (SELECT CASE WHEN pg_is_in_recovery()
          THEN concat(pg_snapshot_xmin(s), ':', pg_snapshot_xmin(s), ':')::pg_snapshot ELSE s END AS seen) t
      WHERE d.datname = current_database()
      """;

  /** Reads a row of {@link #SQL}. */
  public static Moment read(ResultSet row) throws SQLException {
    return new Moment(row.getString("epoch"), row.getString("snapshot"), Sql.uuid(row, "beacon"));
  }
}
