package dev.holdfast.server.fleet.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.time.Instant;
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
   * @param changedAt when the status changed
   * @param error why it failed, null if it did not
   */
  record OrderDevice(
      UUID device,
      String deviceName,
      String user,
      String status,
      long rows,
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

  /** The devices of an order, those that are not done first. */
  Page<OrderDevice> devices(Caller caller, UUID id, PageRequest page) throws RefusedException;
}
