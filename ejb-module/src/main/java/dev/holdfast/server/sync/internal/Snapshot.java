package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Moment;
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
 * @param seen the last look before it: what that saw, the snapshot sees
 * @param begunNanos {@link System#nanoTime()} before it was taken
 */
record Snapshot(
    Sql sql, String epoch, String text, @Nullable UUID beacon, Look seen, long begunNanos) {
  // A time zone or date style of the login must not change a row's text.
  private static final String SETTINGS =
      """
      SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
      SET LOCAL TimeZone = 'UTC';
      SET LOCAL DateStyle = 'ISO, YMD';
      SET LOCAL IntervalStyle = 'postgres';
      SET LOCAL bytea_output = 'hex';
      SET LOCAL extra_float_digits = 1;
      SET LOCAL lock_timeout = '30s'
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

  /**
   * Begins the transaction on a connection that has none.
   *
   * @param seen the watcher's last look
   */
  static Snapshot begin(Connection connection, Look seen) throws SQLException {
    connection.setAutoCommit(false);
    Sql sql = new Sql(connection);
    sql.run(SETTINGS);
    long begun = System.nanoTime();
    Moment moment = sql.one(Moment.SQL, Moment::read).orElseThrow();
    return new Snapshot(sql, moment.epoch(), moment.snapshot(), moment.beacon(), seen, begun);
  }

  /** Whether a checkpoint was made earlier in the history that this snapshot is of. */
  boolean continues(Checkpoint earlier) throws SQLException {
    return earlier.epoch().equals(epoch)
        && sql.one(CONTINUES, row -> row.getBoolean(1), earlier.beacon(), earlier.snapshot())
            .orElseThrow();
  }
}
