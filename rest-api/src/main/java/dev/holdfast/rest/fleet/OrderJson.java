package dev.holdfast.rest.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.holdfast.rest.problem.Problems;
import dev.holdfast.server.fleet.api.Resyncs.OrderDevice;
import dev.holdfast.server.fleet.api.Resyncs.OrderView;
import dev.holdfast.server.fleet.api.Resyncs.Target;
import dev.holdfast.server.platform.api.ErrorCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A resync order with its progress.
 *
 * @param id the order
 * @param target whom it is for
 * @param reason why
 * @param orderedBy who
 * @param orderedAt when
 * @param devices number of devices concerned
 * @param waiting devices that have not called since
 * @param running devices that are receiving
 * @param done devices that hold the new checkpoint
 * @param failed devices that could not complete it
 */
public record OrderJson(
    UUID id,
    TargetJson target,
    String reason,
    String orderedBy,
    Instant orderedAt,
    long devices,
    long waiting,
    long running,
    long done,
    long failed) {

  /**
   * Whom an order is for.
   *
   * @param kind {@code all}, {@code application}, {@code role}, {@code user}, {@code device}
   * @param value name or id; empty for all
   */
  public record TargetJson(String kind, String value) {
    static TargetJson of(Target target) {
      return new TargetJson(code(target.kind()), target.value());
    }

    Target target() {
      return Arrays.stream(Target.Kind.values())
          .filter(known -> code(known).equals(kind))
          .findAny()
          .map(known -> new Target(known, value))
          .orElseThrow(
              () ->
                  Problems.thrown(
                      ErrorCode.MALFORMED,
                      "target.kind is one of all, application, role, user, device."));
    }

    private static String code(Target.Kind kind) {
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An order to place.
   *
   * @param target whom it is for
   * @param reason why
   */
  public record NewOrder(TargetJson target, String reason) {}

  /**
   * An order with its devices.
   *
   * @param order the order
   * @param progress its devices, those that failed first, then those that are not done; the rest is
   *     under {@code /admin/resyncs/ID/devices}
   */
  public record OrderDetail(@JsonUnwrapped OrderJson order, List<OrderDevice> progress) {}

  static OrderJson of(OrderView order) {
    return new OrderJson(
        order.id(),
        TargetJson.of(order.target()),
        order.reason(),
        order.orderedBy(),
        order.orderedAt(),
        order.devices(),
        order.waiting(),
        order.running(),
        order.done(),
        order.failed());
  }
}
