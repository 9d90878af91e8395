package dev.holdfast.server.sync.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.tables.api.CapturedUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The units that are captured, by application and name. */
final class CapturedByName {
  private final Map<String, CapturedUnit> captured = new HashMap<>();

  CapturedByName(List<CapturedUnit> units) {
    units.forEach(unit -> captured.put(key(unit.application(), unit.unit()), unit));
  }

  /**
   * A unit. One without capture must not look empty: a device would drop what it holds.
   *
   * @throws RefusedException {@code UNAVAILABLE} if it is not captured
   */
  CapturedUnit known(String application, String unit) throws RefusedException {
    CapturedUnit known = captured.get(key(application, unit));
    if (known == null) {
      throw new RefusedException(
          ErrorCode.UNAVAILABLE,
          "Changes of "
              + key(application, unit)
              + " are not captured at present. The administrator finds the reason in the server's"
              + " log.");
    }
    return known;
  }

  private static String key(String application, String unit) {
    return application + '/' + unit;
  }
}
