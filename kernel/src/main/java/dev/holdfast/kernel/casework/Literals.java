package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks values that packages name; what only data can tell, as whether a row exists, is left. */
public final class Literals {
  private static final Limits LIMITS = new Limits((table, key) -> Optional.of(Map.of()));

  private Literals() {}

  /**
   * What is wrong with a value of a field that is no list of records.
   *
   * @param json the value in JSON form
   * @return texts for people, empty if nothing
   */
  public static List<String> problems(CaseType.Field field, Object json) {
    return Values.fromJson(field, json)
        .map(value -> LIMITS.check(field, value))
        .orElseGet(() -> List.of(Messages.wrongType(field, Spot.of(field))))
        .stream()
        .map(Message::text)
        .toList();
  }
}
