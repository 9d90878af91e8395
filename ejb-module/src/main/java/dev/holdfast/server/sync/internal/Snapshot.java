package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One repeatable-read, read-only transaction: everything in a stream is read in it.
 *
 * @param sql statements in it
 * @param epoch identity of the database's history
 * @param text the snapshot as text, as a checkpoint keeps it
 * @param beacon the newest of {@link Beacons} before it, null if there is none
 */
record Snapshot(Sql sql, String epoch, String text, @Nullable UUID beacon) {
  // A time zone or date style of the login must not change a row's text.
  private static final String SETTINGS =
      """
      SET LOCAL TimeZone = 'UTC';
      SET LOCAL DateStyle = 'ISO, YMD';
      SET LOCAL IntervalStyle = 'postgres';
      SET LOCAL bytea_output = 'hex';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL lock_timeout = '30s'
      """;

  // What a checkpoint's transaction ids mean is particular to one history of one database. A copy
  // has another cluster (pg_restore elsewhere), another database (createdb from a template) or
  // another table (pg_restore into the same one); a promoted standby and a recovery to a point in
  // time have another timeline. All of it is asked for each time, so no restore has to be noticed
  // by anybody. On a standby the snapshot leaves out transactions in progress, so only what is
  // older counts as seen.
  private static final String PRESENT =
      """
      SELECT concat_ws('.', epoch, c.system_identifier, d.oid, 'holdfast.epoch'::regclass::oid,
               CASE WHEN pg_is_in_recovery()
               THEN (SELECT timeline_id FROM pg_control_checkpoint())
               ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END),
             seen::text,
             (SELECT id FROM holdfast.epoch_beacon WHERE xid < pg_snapshot_xmax(seen) ORDER BY xid DESC LIMIT 1) AS beacon
      FROM holdfast.epoch, pg_control_system() c, pg_database d, pg_current_snapshot() s,
        LATERAL (SELECT CASE WHEN pg_is_in_recovery()
          THEN concat(pg_snapshot_xmin(s), ':', pg_snapshot_xmin(s), ':')::pg_snapshot ELSE s END AS seen) t
      WHERE d.datname = current_database()
      """;

  // Files that are put back as they were (the data directory, a virtual machine's disk) keep all of
  // the epoch, and use the lost transaction ids again for something else. A checkpoint of the lost
  // time either lies ahead of this snapshot, or has another newest beacon than this history has
  // before its end: one that is lost, or not the one that was set after the restore. On a standby
  // a snapshot may lag behind what the primary has issued; a beacon that it lacks is missed too.
  private static final String CONTINUES =
      """
      SELECT (pg_is_in_recovery() OR pg_snapshot_xmax(c) <= pg_snapshot_xmax(pg_current_snapshot()))
        AND (SELECT id FROM holdfast.epoch_beacon WHERE xid < pg_snapshot_xmax(c) ORDER BY xid DESC LIMIT 1)
          IS NOT DISTINCT FROM CAST(? AS uuid)
      FROM CAST(? AS pg_snapshot) c
      """;

  /** Begins the transaction on a connection that has none. */
  static Snapshot begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Sql sql = new Sql(connection);
    sql.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    sql.run(SETTINGS);
    return sql.one(
            PRESENT,
            row -> new Snapshot(sql, row.getString(1), row.getString(2), Sql.uuid(row, "beacon")))
        .orElseThrow();
  }

  /** Whether a checkpoint was made earlier in the history that this snapshot is of. */
  boolean continues(Checkpoint earlier) throws SQLException {
    return earlier.epoch().equals(epoch)
        && sql.one(CONTINUES, row -> row.getBoolean(1), earlier.beacon(), earlier.snapshot())
            .orElseThrow();
  }
}
