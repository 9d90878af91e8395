package dev.holdfast.device.sync;

import dev.holdfast.device.api.Bytes;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.TrafficRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what goes over the network, by kind of connection, and writes it to the store now and
 * then: whoever is killed loses what was counted since, a mebibyte or so. Thread-safe.
 */
public final class Meter {
  private static final Logger LOG = LoggerFactory.getLogger(Meter.class);
  private static final long MUCH = 1024 * 1024;

  private final Clock clock;
  private final Supplier<ConnectionKind> connection;

  /** Held by who writes, so that nothing is written twice. */
  private final Object writing = new Object();

  private final Map<ConnectionKind, Bytes> unwritten = new EnumMap<>(ConnectionKind.class);
  private Bytes untold = Bytes.NOTHING;

  /**
   * Counts nothing yet.
   *
   * @param clock says which day it is
   * @param connection what the connection is; must be quick
   */
  public Meter(Clock clock, Supplier<ConnectionKind> connection) {
    this.clock = clock;
    this.connection = connection;
  }

  /** A request was sent. */
  void sent(long bytes) {
    add(new Bytes(bytes, 0, 1));
  }

  /** A part of an answer came. */
  void received(long bytes) {
    if (bytes > 0) {
      add(new Bytes(0, bytes, 0));
    }
  }

  private void add(Bytes bytes) {
    ConnectionKind kind = connection.get();
    synchronized (this) {
      unwritten.merge(kind, bytes, Bytes::plus);
      untold = untold.plus(bytes);
    }
  }

  /** What was counted since this was asked last. */
  synchronized Bytes take() {
    Bytes taken = untold;
    untold = Bytes.NOTHING;
    return taken;
  }

  /** What was counted and not taken yet. */
  synchronized Bytes untaken() {
    return untold;
  }

  /** Writes, if it is much. */
  void writeIfMuch(Database database) {
    if (present().values().stream().mapToLong(Bytes::total).sum() >= MUCH) {
      write(database);
    }
  }

  /** Writes; what can't be written now is written later. */
  public void write(Database database) {
    synchronized (writing) {
      Map<ConnectionKind, Bytes> now = present();
      if (now.isEmpty()) {
        return;
      }
      try {
        database.stage(sql -> write(sql, now));
        written(now);
      } catch (StoreException e) {
        if (e.reason() == StoreException.Reason.WIPED) {
          throw e;
        }
        LOG.debug("What went over the network can't be written now.", e);
      }
    }
  }

  private synchronized Map<ConnectionKind, Bytes> present() {
    return new EnumMap<>(unwritten);
  }

  private Map<ConnectionKind, Bytes> write(Connection sql, Map<ConnectionKind, Bytes> now)
      throws SQLException {
    LocalDate today = LocalDate.now(clock);
    for (Map.Entry<ConnectionKind, Bytes> one : now.entrySet()) {
      TrafficRows.add(sql, today, one.getKey(), one.getValue());
    }
    return now;
  }

  private synchronized void written(Map<ConnectionKind, Bytes> now) {
    now.forEach(
        (kind, bytes) ->
            unwritten.computeIfPresent(
                kind, (same, all) -> all.equals(bytes) ? null : all.minus(bytes)));
  }
}
