package dev.holdfast.server.sync.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every sync that devices reported. Administrators only. */
@Local
public interface SyncJournal {
  /** Syncs that are counted beyond the part that is asked for; a total may stop there. */
  int COUNTED = 10_000;

  /**
   * Which syncs; null is any.
   *
   * @param user of which user
   * @param device of which device
   * @param kind {@code full} or {@code delta}
   * @param failedOnly only those that failed
   * @param from reported at or after
   * @param until reported before
   */
  record SyncFilter(
      @Nullable String user,
      @Nullable UUID device,
      @Nullable String kind,
      boolean failedOnly,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /**
   * One sync.
   *
   * @param id the report
   * @param at when it was reported
   * @param device by which device
   * @param deviceName the device's name
   * @param user the device's user
   * @param kind {@code full} or {@code delta}
   * @param rows rows received
   * @param bytes bytes received, as they travelled
   * @param millis duration in milliseconds
   * @param healed buckets that the device found different; it fetched them again, but for those
   *     with which it failed
   * @param error what it failed with, null if it did not
   * @param order the resync order that it was for, null if none
   */
  record SyncEntry(
      UUID id,
      Instant at,
      UUID device,
      String deviceName,
      String user,
      String kind,
      long rows,
      long bytes,
      long millis,
      List<String> healed,
      @Nullable String error,
      @Nullable UUID order) {}

  /**
   * The syncs of one hour.
   *
   * @param hour its beginning
   * @param done syncs completed
   * @param failed syncs that failed
   * @param rows rows received
   * @param bytes bytes received
   * @param median duration in milliseconds that half of the completed ones did not exceed, null
   *     without any
   * @param p95 the same for 95 of 100
   */
  record SyncHour(
      Instant hour,
      long done,
      long failed,
      long rows,
      long bytes,
      @Nullable Long median,
      @Nullable Long p95) {}

  /**
   * Syncs under a filter, newest first. Sort keys: at (default), rows, bytes, duration. The total
   * counts at most {@link #COUNTED} beyond the part that is asked for.
   */
  Page<SyncEntry> list(Caller caller, SyncFilter filter, PageRequest page) throws RefusedException;

  /**
   * Syncs under a filter by hour, oldest first; every hour is there, and the last one is that of
   * the filter's end, or the present one.
   *
   * @param hours how many hours, 1 to 168
   */
  List<SyncHour> hours(Caller caller, SyncFilter filter, int hours) throws RefusedException;

  /**
   * Streams all syncs under a filter as CSV, newest first: those that were reported before it
   * began. In no transaction, with some of them in memory.
   */
  void exportCsv(Caller caller, SyncFilter filter, OutputStream out)
      throws RefusedException, IOException;
}
