package dev.holdfast.bench.soak.pocket;

import dev.holdfast.device.Holdfast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a device shows, as {@link Field#SHOWN} asks for it. */
final class Shown {
  /** What belongs together is written in one transaction always. */
  private static final String LONE =
      "SELECT id, n FROM debit EXCEPT SELECT id, n FROM credit UNION ALL"
          + " SELECT id, n FROM (SELECT id, n FROM credit EXCEPT SELECT id, n FROM debit)";

  private Shown() {}

  /** All rows, by table or case type. */
  static Map<String, List<String>> all(Holdfast device) {
    Map<String, List<String>> all = new TreeMap<>();
    Field.SHOWN.forEach(
        (unit, sql) -> {
          List<String> lines = new ArrayList<>();
          for (Map<String, @Nullable Object> row : device.query(sql)) {
            lines.add(row.values().stream().map(String::valueOf).collect(Collectors.joining("|")));
          }
          all.put(unit, lines);
        });
    return all;
  }

  /** Rows of a half checkpoint. */
  static List<String> halves(Holdfast device) {
    return device.query(LONE).stream().map(String::valueOf).toList();
  }
}
