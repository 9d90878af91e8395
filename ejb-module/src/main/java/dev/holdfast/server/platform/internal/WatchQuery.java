package dev.holdfast.server.platform.internal;

import dev.holdfast.server.platform.api.Look;
import dev.holdfast.server.platform.api.Mark.Subject;
import dev.holdfast.server.platform.api.Moment;
import dev.holdfast.server.platform.api.WatchSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One statement that sees where the database stands and what has been committed since the look
 * before: by the transactions that were running then and those that began later, so that a long
 * transaction costs nothing. While the database's snapshot stays the same nothing was committed,
 * and only that is asked. Keeps its connection. For one thread.
 */
final class WatchQuery implements AutoCloseable {
  private static final String EVERYTHING = "everything";

  // On a standby the snapshot leaves out transactions in progress: that it is the same says
  // nothing.
  private static final String STATE =
      "SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_current_snapshot()::text END";

  private static final String NOT_SEEN =
      " WHERE (%1$s >= ?::xid8 OR %1$s = ANY(?::text[]::xid8[]))";
  private static final String PURGE = "DELETE FROM holdfast.topic_change WHERE xid < ?::xid8";

  private final DataSource dataSource;
  private final String sql;
  private final int parts;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement statement;
  private @Nullable PreparedStatement stateStatement;

  /** What {@link #STATE} was right before the last look. */
  private @Nullable String looked;

  WatchQuery(DataSource dataSource, List<WatchSource> sources) {
    this.dataSource = dataSource;
    StringBuilder text =
        new StringBuilder(
            "SELECT 0 AS kind, m.epoch, m.snapshot, m.beacon FROM (" + Moment.SQL + ") m");
    part(text, "SELECT topic, key FROM holdfast.topic_change", "xid");
    sources.forEach(source -> part(text, source.select(), source.xid()));
    this.sql = text.toString();
    this.parts = sources.size() + 1;
  }

  /**
   * What a look has seen.
   *
   * @param moment where the database stands
   * @param changed what has changed since the look before
   * @param all whether that is not all
   */
  record Seen(Moment moment, Set<Subject> changed, boolean all) {}

  private static void part(StringBuilder text, String select, String xid) {
    text.append(" UNION ALL SELECT 1, p.*, NULL::uuid FROM (")
        .append(select)
        .append(NOT_SEEN.formatted(xid))
        .append(") p");
  }

  /** Looks; what changed is relative to the last look, none if there is none to go on from. */
  Seen look(Look before) throws SQLException {
    try {
      boolean first = before.number() == 0;
      String state = state();
      if (!first && state != null && state.equals(looked)) {
        return new Seen(before.moment(), Set.of(), false);
      }
      PreparedStatement prepared = prepared();
      bind(prepared, first ? "0:9223372036854775807:" : before.moment().snapshot());
      Seen seen = read(prepared);
      looked = state;
      return first || moved(before.moment(), seen.moment())
          ? new Seen(seen.moment(), Set.of(), true)
          : seen;
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Whether the database has another history now, or was put back while nobody looked. */
  private static boolean moved(Moment before, Moment now) {
    return !now.epoch().equals(before.epoch())
        || Long.compareUnsigned(end(now.snapshot()), end(before.snapshot())) < 0;
  }

  private static long end(String snapshot) {
    return Long.parseUnsignedLong(snapshot.split(":", -1)[1]);
  }

  /** Removes what every node must have seen: older than the transactions running at a moment. */
  void purge(Moment moment) throws SQLException {
    prepared();
    try (PreparedStatement purge = opened().prepareStatement(PURGE)) {
      purge.setString(1, moment.snapshot().substring(0, moment.snapshot().indexOf(':')));
      purge.executeUpdate();
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private @Nullable String state() throws SQLException {
    PreparedStatement known = stateStatement;
    if (known == null) {
      known = opened().prepareStatement(STATE);
      stateStatement = known;
    }
    try (ResultSet row = known.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private void bind(PreparedStatement prepared, String snapshot) throws SQLException {
    String[] fields = snapshot.split(":", -1);
    String[] running = fields[2].isEmpty() ? new String[0] : fields[2].split(",");
    for (int part = 0; part < parts; part++) {
      prepared.setString(2 * part + 1, fields[1]);
      prepared.setArray(2 * part + 2, opened().createArrayOf("text", running));
    }
  }

  private static Seen read(PreparedStatement prepared) throws SQLException {
    Moment moment = Look.NONE.moment();
    Set<Subject> changed = new HashSet<>();
    boolean all = false;
    try (ResultSet rows = prepared.executeQuery()) {
      while (rows.next()) {
        if (rows.getInt(1) == 0) {
          moment = Moment.read(rows);
        } else {
          all |= rows.getString(2).equals(EVERYTHING);
          changed.add(new Subject(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return new Seen(moment, changed, all);
  }

  private PreparedStatement prepared() throws SQLException {
    PreparedStatement known = statement;
    if (known == null) {
      known = opened().prepareStatement(sql);
      statement = known;
    }
    return known;
  }

  private Connection opened() throws SQLException {
    Connection known = connection;
    if (known == null) {
      known = dataSource.getConnection();
      connection = known;
    }
    return known;
  }

  @Override
  public void close() {
    Connection known = connection;
    connection = null;
    statement = null;
    stateStatement = null;
    looked = null;
    if (known != null) {
      try {
        known.close();
      } catch (SQLException e) {
        PlatformLog.LOG.debug("closing the watcher's connection", e);
      }
    }
  }
}
