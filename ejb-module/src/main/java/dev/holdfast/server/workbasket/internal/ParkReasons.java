package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.wire.ParkReason;
import java.util.Arrays;

/** Reasons by their codes. */
final class ParkReasons {
  private ParkReasons() {}

  static ParkReason of(String code) {
    return Arrays.stream(ParkReason.values())
        .filter(reason -> reason.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason " + code));
  }
}
