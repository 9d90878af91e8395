package dev.holdfast.server.tables.api;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Translates the scope of a table or case type into the alternatives of a capture unit. */
public final class ScopePaths {
  private final ApplicationPackage definition;
  private final String unit;
  private final BiFunction<String, String, Expression> values;

  private ScopePaths(
      ApplicationPackage definition, String unit, BiFunction<String, String, Expression> values) {
    this.definition = definition;
    this.unit = unit;
    this.values = values;
  }

  /**
   * The alternatives of a unit's scope.
   *
   * @param definition the package
   * @param unit table or case type of it
   * @param values how a step of a path is read from the relation of the table or case type that it
   *     is of
   */
  public static List<CaptureUnit.Alternative> of(
      ApplicationPackage definition, String unit, BiFunction<String, String, Expression> values) {
    ScopePaths paths = new ScopePaths(definition, unit, values);
    return definition.scopeOf(unit).anyOf().stream()
        .map(a -> new CaptureUnit.Alternative(a.allOf().stream().map(paths::term).toList()))
        .toList();
  }

  private CaptureUnit.Term term(Scope.Term term) {
    List<CaptureUnit.Hop> hops = new ArrayList<>();
    List<String> path = term.path();
    String at = unit;
    for (String step : path.subList(0, path.size() - 1)) {
      hops.add(hop(at, step));
      at = definition.unitBehind(at, step);
    }
    Expression value = values.apply(at, path.get(path.size() - 1));
    return new CaptureUnit.Term(path, hops, value, constant(term.operand()));
  }

  private CaptureUnit.Hop hop(String at, String step) {
    if (definition.leadsToParent(at, step)) {
      return CaptureUnit.Hop.toParent(definition.application());
    }
    OfflineTable target = definition.target(at, step);
    return new CaptureUnit.Hop(values.apply(at, step), target.source(), target.key().get(0));
  }

  private static @Nullable String constant(Scope.Operand operand) {
    return operand instanceof Scope.Constant constant ? constant.text() : null;
  }
}
