package dev.holdfast.device.peer;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.Buckets;
import dev.holdfast.kernel.app.Definitions;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What goes to a user's devices. */
final class PeerScope {
  static final String OUTCOMES = "holdfast/outcome[device=1]";
  private static final String OUTCOME_DEFINITION = "outcome-1";

  private PeerScope() {}

  /** The buckets of a user with the digests of their definitions. */
  static Map<String, String> of(ApplicationPackage logic, User user) {
    Map<String, String> scope = new TreeMap<>();
    Stream.concat(logic.tables().keySet().stream(), logic.cases().keySet().stream())
        .forEach(
            unit ->
                Buckets.of(logic, unit, user)
                    .forEach(
                        bucket -> scope.put(bucket.toString(), Definitions.digest(logic, unit))));
    scope.put(OUTCOMES, OUTCOME_DEFINITION);
    return scope;
  }

  static boolean isCoordinated(ApplicationPackage logic) {
    return logic.cases().values().stream().anyMatch(type -> type.coordination().isUsed());
  }

  /** The columns of the rows, by unit. */
  static Map<String, List<ColumnType>> types(ApplicationPackage logic) {
    ColumnType text = ColumnType.TEXT;
    Map<String, List<ColumnType>> types = new HashMap<>();
    types.put(
        logic.application() + "/airport",
        List.of(text, text, text, text, ColumnType.DOUBLE, ColumnType.DOUBLE));
    List<ColumnType> row =
        new ArrayList<>(
            List.of(text, text, ColumnType.BOOLEAN, ColumnType.INTEGER, text, text, text, text));
    if (isCoordinated(logic)) {
      row.addAll(List.of(text, text, text, text));
    }
    logic.cases().keySet().forEach(type -> types.put(logic.application() + '/' + type, row));
    types.put(
        "holdfast/outcome", List.of(text, text, text, text, text, text, ColumnType.INTEGER, text));
    return types;
  }
}
