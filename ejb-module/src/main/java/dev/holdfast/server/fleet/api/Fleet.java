package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The devices in the field. Administrators only. */
@Local
public interface Fleet {

  /**
   * What to list; null is anything.
   *
   * @param text part of name, user or id
   * @param user user
   * @param status {@code active}, {@code wipe-requested}, {@code revoked}, {@code wiped}; or, of
   *     the active ones, {@code unseen} (silent for too long) or {@code failing} (last sync failed)
   */
  record DeviceFilter(@Nullable String text, @Nullable String user, @Nullable String status) {}

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

  /** How the devices stand now. */
  FleetState state(Caller caller) throws RefusedException;

  /** Devices under a filter. Sort keys: contact (default), name, user, sync, pending. */
  Page<DeviceStatus> devices(Caller caller, DeviceFilter filter, PageRequest page)
      throws RefusedException;

  /** One device. */
  Optional<DeviceStatus> device(Caller caller, UUID id) throws RefusedException;
}
