package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections that read, each kept for the next who reads. Who reads when they are closed goes
 * on to its end, and only then are they gone. Safe for use by many threads.
 */
final class Readers {
  private final Connections connections;
  private final Runnable gone;
  private final Deque<Connection> idle = new ArrayDeque<>();

  /** Who reads at present, and until {@link #release} whoever made this. */
  private int users = 1;

  private boolean closed;

  /**
   * No connection yet.
   *
   * @param gone told when nobody reads any more, nor can
   */
  Readers(Connections connections, Runnable gone) {
    this.connections = connections;
    this.gone = gone;
  }

  /**
   * Reads one consistent state.
   *
   * @throws StoreException {@code CLOSED}
   */
  <T> T read(Database.Work<T> work) throws SQLException {
    Connection reader = null;
    boolean whole = false;
    try {
      Connection kept = enter();
      reader = kept == null ? connections.open(true) : kept;
      Sql.run(reader, "BEGIN");
      T result = work.with(reader);
      Sql.run(reader, "COMMIT");
      whole = true;
      return result;
    } finally {
      leave(reader, whole);
    }
  }

  private synchronized @Nullable Connection enter() {
    users++;
    requireOpen();
    return idle.pollFirst();
  }

  private void leave(@Nullable Connection reader, boolean whole) throws SQLException {
    try {
      if (reader != null && !(whole && keep(reader))) {
        reader.close();
      }
    } finally {
      release();
    }
  }

  private synchronized boolean keep(Connection reader) {
    if (!closed) {
      idle.addFirst(reader);
    }
    return !closed;
  }

  /**
   * Makes sure that this is open.
   *
   * @throws StoreException {@code CLOSED} if not
   */
  synchronized void requireOpen() {
    if (closed) {
      throw new StoreException(
          StoreException.Reason.CLOSED, "The store was closed. Open it again to go on.", null);
    }
  }

  /** From here on nobody begins to read. */
  synchronized void close() throws SQLException {
    closed = true;
    for (Connection reader = idle.poll(); reader != null; reader = idle.poll()) {
      reader.close();
    }
  }

  /** Whoever made this needs it no more; to be called once, after {@link #close}. */
  void release() {
    synchronized (this) {
      users--;
      if (users > 0) {
        return;
      }
    }
    gone.run();
  }
}
