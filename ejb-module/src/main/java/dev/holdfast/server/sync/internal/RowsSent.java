package dev.holdfast.server.sync.internal;

import static dev.holdfast.server.sync.internal.SyncLog.LOG;

import dev.holdfast.server.sync.api.ResyncDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts the rows that this node sends to each device that has begun a resync order here, and tells
 * them to its running orders once a second: who is done sooner costs nothing. What a node has not
 * told, because it went down or the database could not take it, is put right by the device's next
 * request. Thread-safe.
 */
@ApplicationScoped
public class RowsSent {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private ResyncDirectory orders;
  private Clock clock;
  private Map<UUID, Count> counts;

  /**
   * What was not told yet.
   *
   * @param rows rows
   * @param since since when
   */
  private record Count(long rows, Instant since) {}

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected RowsSent() {}

  /** Counts for the devices that were sent something last. */
  @Inject
  public RowsSent(ResyncDirectory orders, Clock clock) {
    this.orders = orders;
    this.clock = clock;
    this.counts = bounded();
  }

  /** A device's full sync begins or goes on: what was counted before is in its request. */
  public synchronized void begin(UUID device) {
    counts.put(device, new Count(0, clock.instant()));
  }

  /** Rows are on their way to a device. That can't be counted is no reason not to send them. */
  public void add(UUID device, long rows) {
    long due = count(device, rows);
    if (due == 0) {
      return;
    }
    try {
      orders.sent(device, due);
    } catch (RuntimeException e) {
      LOG.notCounted(e, device);
    }
  }

  private synchronized long count(UUID device, long rows) {
    Instant now = clock.instant();
    Count before = counts.get(device);
    if (before == null) {
      return 0;
    }
    long all = before.rows() + rows;
    boolean due = !now.isBefore(before.since().plus(PAUSE));
    counts.put(device, due ? new Count(0, now) : new Count(all, before.since()));
    return due ? all : 0;
  }

  private static Map<UUID, Count> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<UUID, Count> eldest) {
        return size() > MOST;
      }
    };
  }
}
