package dev.holdfast.device;

import dev.holdfast.kernel.digest.KeyRanges;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** A device with a thousand airports, which are compared by ranges when they may differ. */
final class ComparedDevice {
  static final String BUCKET = "airfield-inspection/airport[state=AK]";
  static final int ROWS = 1000;
  private static final int BITS = 4;

  private final Device device = Device.alice(11);

  ComparedDevice() {
    for (int i = 0; i < ROWS; i++) {
      device.peer().airport("AK", "A" + i, "Name " + i);
    }
    device.peer().planned("AK", "A1", "alice");
    device.holdfast().sync();
  }

  Device device() {
    return device;
  }

  /** How many rows are in the ranges of these. */
  long rowsInRangesOf(String... iatas) {
    Set<Integer> ranges = new HashSet<>();
    for (String iata : iatas) {
      ranges.add(KeyRanges.of("[\"" + iata + "\"]", BITS));
    }
    return Objects.requireNonNull(device.peer().expected().get(BUCKET)).keySet().stream()
        .filter(key -> ranges.contains(KeyRanges.of(key, BITS)))
        .count();
  }
}
