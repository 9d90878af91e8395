package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One repeatable-read, read-only transaction: everything in a stream is read in it.
 *
 * @param sql statements in it
 * @param epoch identity of the database's history
 * @param text the snapshot as text, as a checkpoint keeps it
 */
record Snapshot(Sql sql, String epoch, String text) {
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
  // has
  // another cluster (pg_restore elsewhere), another database (createdb from a template) or another
  // table (pg_restore into the same one); a promoted standby and a recovery to a point in time have
  // another timeline. All of it is asked for each time, so no restore has to be noticed by anybody.
  // On a standby the snapshot leaves out transactions in progress, so only what is older counts as
  // seen.
  private static final String PRESENT =
      """
      SELECT concat_ws('.', epoch, c.system_identifier, d.oid, 'holdfast.epoch'::regclass::oid,
               CASE WHEN pg_is_in_recovery()
               THEN (SELECT timeline_id FROM pg_control_checkpoint())
               ELSE ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int END),
             CASE WHEN pg_is_in_recovery()
               THEN concat(pg_snapshot_xmin(s), ':', pg_snapshot_xmin(s), ':') ELSE s::text END
      FROM holdfast.epoch, pg_control_system() c, pg_database d, pg_current_snapshot() s
      WHERE d.datname = current_database()
      """;

  /** Begins the transaction on a connection that has none. */
  static Snapshot begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Sql sql = new Sql(connection);
    sql.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    sql.run(SETTINGS);
    return sql.one(PRESENT, row -> new Snapshot(sql, row.getString(1), row.getString(2)))
        .orElseThrow();
  }
}
