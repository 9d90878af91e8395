package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Moment;
import dev.holdfast.server.platform.api.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One repeatable-read, read-only transaction: everything in a stream is read in it.
 *
 * @param sql statements in it
 * @param epoch identity of the database's history
 * @param text the snapshot as text, as a checkpoint keeps it
 * @param seen the last look before it: what that saw, the snapshot sees
 */
record Snapshot(Sql sql, String epoch, String text, Look seen) {
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

  /**
   * Begins the transaction on a connection that has none.
   *
   * @param seen the watcher's last look
   */
  static Snapshot begin(Connection connection, Look seen) throws SQLException {
    connection.setAutoCommit(false);
    Sql sql = new Sql(connection);
    sql.run(SETTINGS);
    Moment moment = sql.one(Moment.SQL, Moment::read).orElseThrow();
    return new Snapshot(sql, moment.epoch(), moment.snapshot(), seen);
  }
}
