package dev.holdfast.server.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections that nobody uses, for whoever wants one to the same database: a new one is a new
 * process of the server, which takes longer than what most tests do with it. A few are kept for all
 * databases together, for each test has its own. They are given out as if they were new.
 */
final class IdleConnections {
  private static final int MOST = 8;

  private record Idle(String url, PooledConnection connection) {}

  private final Deque<Idle> all = new ArrayDeque<>();

  /** Connections to a database. */
  DataSource to(String url) {
    PGConnectionPoolDataSource fresh = new PGConnectionPoolDataSource();
    fresh.setUrl(url);
    PGSimpleDataSource reusing =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            Optional<PooledConnection> kept = take(url);
            return kept.isPresent()
                ? kept.get().getConnection()
                : listened(url, fresh.getPooledConnection()).getConnection();
          }
        };
    reusing.setUrl(url);
    return reusing;
  }

  /** Closes those to a database. */
  void close(String url) {
    Optional<PooledConnection> next = take(url);
    while (next.isPresent()) {
      end(next.get());
      next = take(url);
    }
  }

  private synchronized Optional<PooledConnection> take(String url) {
    for (Iterator<Idle> each = all.iterator(); each.hasNext(); ) {
      Idle next = each.next();
      if (next.url().equals(url)) {
        each.remove();
        return Optional.of(next.connection());
      }
    }
    return Optional.empty();
  }

  private PooledConnection listened(String url, PooledConnection connection) {
    connection.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            connection.removeConnectionEventListener(this);
            if (isLikeNew(connection)) {
              connection.addConnectionEventListener(this);
              keep(new Idle(url, connection));
            } else {
              end(connection);
            }
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            // Whoever used it has an exception; when it is closed it is not kept.
          }
        });
    return connection;
  }

  private static boolean isLikeNew(PooledConnection connection) {
    try (Connection reset = connection.getConnection();
        Statement statement = reset.createStatement()) {
      statement.execute("DISCARD ALL");
      return true;
    } catch (SQLException broken) {
      return false;
    }
  }

  private void keep(Idle connection) {
    Idle oldest = null;
    synchronized (this) {
      all.addFirst(connection);
      if (all.size() > MOST) {
        oldest = all.removeLast();
      }
    }
    if (oldest != null) {
      end(oldest.connection());
    }
  }

  private static void end(PooledConnection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("can't close a connection", e);
    }
  }
}
