package dev.holdfast.server.operations.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the console's first page says about devices and their syncs. Administrators only. */
@Local
public interface Overview {

  /**
   * How the devices stand.
   *
   * @param active devices that may sync
   * @param unseen of them, those that have not called for {@code unseenAfter}
   * @param unseenAfter how long a device may be silent before it counts as unseen
   * @param failing of them, those whose last sync failed
   * @param pending actions in their queues when they last called
   * @param openOrders resync orders that have devices waiting or running
   */
  record FleetState(
      long active,
      long unseen,
      Duration unseenAfter,
      long failing,
      long pending,
      long openOrders) {}

  /**
   * The syncs of one hour.
   *
   * @param hour its beginning
   * @param full full syncs completed
   * @param delta deltas completed
   * @param failed syncs that failed
   * @param rows rows received
   */
  record SyncHour(Instant hour, long full, long delta, long failed, long rows) {}

  /**
   * One sync.
   *
   * @param at when it was reported
   * @param device by which device
   * @param deviceName the device's name
   * @param user the device's user
   * @param kind {@code full} or {@code delta}
   * @param rows rows received
   * @param millis duration in milliseconds
   * @param error what it failed with, null if it did not
   */
  record SyncLine(
      Instant at,
      UUID device,
      String deviceName,
      String user,
      String kind,
      long rows,
      long millis,
      @Nullable String error) {}

  /** How the devices stand now. */
  FleetState fleet(Caller caller) throws RefusedException;

  /**
   * Syncs by hour, oldest first; every hour is there, also one without syncs, and the last one is
   * the present one.
   *
   * @param hours how many hours, 1 to 168
   */
  List<SyncHour> activity(Caller caller, int hours) throws RefusedException;

  /**
   * The newest syncs, newest first.
   *
   * @param limit most lines, 1 to 100
   * @param failedOnly only those that failed
   */
  List<SyncLine> recent(Caller caller, int limit, boolean failedOnly) throws RefusedException;
}
