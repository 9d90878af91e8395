package dev.holdfast.kernel.app;

import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.digest.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Digests of definitions. Devices keep the rows of a unit as long as its digest stays the same, so
 * it covers what decides on the content of the rows and on who gets them, and nothing else. What is
 * said only of what a package uses leaves the digests of all others as they were.
 */
public final class Definitions {
  private Definitions() {}

  /**
   * The digest of a table or case type.
   *
   * @param definition the package
   * @param unit name of a table or case type of it
   * @return lower-case hexadecimal SHA-256
   * @throws IllegalArgumentException if the package has no such unit
   */
  public static String digest(ApplicationPackage definition, String unit) {
    Map<String, Object> canonical = new LinkedHashMap<>();
    canonical.put("scope", scope(definition, unit));
    OfflineTable table = definition.tables().get(unit);
    if (table != null) {
      canonical.put("source", table.source());
      canonical.put("key", table.key());
      canonical.put("columns", table.columns());
    }
    CaseType type = definition.cases().get(unit);
    if (type != null && type.coordination().isUsed()) {
      canonical.put("coordinated", true);
    }
    return Sha256.hex(CanonicalJson.of(canonical));
  }

  private static List<Object> scope(ApplicationPackage definition, String unit) {
    List<Object> alternatives = new ArrayList<>();
    for (Scope.Alternative alternative : definition.scopeOf(unit).anyOf()) {
      List<Object> terms = new ArrayList<>();
      for (Scope.Term term : alternative.allOf()) {
        terms.add(List.of(hops(definition, unit, term.path()), operand(term.operand())));
      }
      alternatives.add(terms);
    }
    return alternatives;
  }

  /** The path with the relation that each reference on it leads to. */
  private static List<Object> hops(ApplicationPackage definition, String unit, List<String> path) {
    List<Object> hops = new ArrayList<>();
    String at = unit;
    for (String step : path.subList(0, path.size() - 1)) {
      String next = definition.unitBehind(at, step);
      OfflineTable target = definition.tables().get(next);
      hops.add(target == null ? List.of(step) : List.of(step, target.source(), target.key()));
      at = next;
    }
    hops.add(path.get(path.size() - 1));
    return hops;
  }

  private static List<String> operand(Scope.Operand operand) {
    return operand instanceof Scope.Constant constant
        ? List.of("constant", constant.text())
        : List.of("user", ((Scope.UserValue) operand).attribute());
  }
}
