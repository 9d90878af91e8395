package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Resync orders: an administrator's push of a full synchronization. Administrators only. */
@Local
public interface Resyncs {

  /**
   * Whom an order is for.
   *
   * @param kind what {@code value} names
   * @param value application, role, user or device id; empty for all
   */
  record Target(Kind kind, String value) {
    /** What a target names. */
    public enum Kind {
      ALL,
      APPLICATION,
      ROLE,
      USER,
      DEVICE
    }
  }

  /**
   * An order with its progress.
   *
   * @param id the order
   * @param target whom it is for
   * @param reason why
   * @param orderedBy who
   * @param orderedAt when
   * @param devices devices concerned
   * @param waiting devices that have not called since
   * @param running devices that are receiving
   * @param done devices that hold the new checkpoint
   * @param failed devices that could not complete it
   */
  record OrderView(
      UUID id,
      Target target,
      String reason,
      String orderedBy,
      Instant orderedAt,
      long devices,
      long waiting,
      long running,
      long done,
      long failed) {}

  /**
   * One device of an order.
   *
   * @param device the device
   * @param deviceName its name
   * @param user its user
   * @param status {@code waiting}, {@code running}, {@code done}, {@code failed}
   * @param rows rows received, or expected while running
   * @param sent rows that went to it so far, late by about a second
   * @param changedAt when the status changed
   * @param error why it failed, null if it did not
   */
  record OrderDevice(
      UUID device,
      String deviceName,
      String user,
      String status,
      long rows,
      long sent,
      Instant changedAt,
      @Nullable String error) {}

  /**
   * Orders a full synchronization.
   *
   * @throws RefusedException {@code NOT_FOUND} if the target names nothing, {@code INVALID} without
   *     a reason
   */
  OrderView order(Caller caller, Target target, String reason) throws RefusedException;

  /**
   * How many active devices an order for this target would concern now.
   *
   * @throws RefusedException {@code NOT_FOUND} if the target names nothing
   */
  long reach(Caller caller, Target target) throws RefusedException;

  /** Orders, newest first. */
  Page<OrderView> list(Caller caller, PageRequest page) throws RefusedException;

  /** One order. */
  Optional<OrderView> find(Caller caller, UUID id) throws RefusedException;

  /** What the status of a device of an order can be. */
  List<String> STATUSES = List.of("waiting", "running", "done", "failed");

  /**
   * The devices of an order, those that failed first, then those that are not done. Sort keys:
   * name, user, status, rows, changed.
   *
   * @param status only those with this one of {@link #STATUSES}, null for all
   * @throws RefusedException {@code INVALID} for another status or sort key
   */
  Page<OrderDevice> devices(Caller caller, UUID id, @Nullable String status, PageRequest page)
      throws RefusedException;
}
