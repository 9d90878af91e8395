package dev.holdfast.server.tables.api;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates the scope of a table or case type into the alternatives of a capture unit. */
public final class ScopePaths {
  private final ApplicationPackage definition;
  private final String unit;
  private final Function<String, Expression> first;

  private ScopePaths(
      ApplicationPackage definition, String unit, Function<String, Expression> first) {
    this.definition = definition;
    this.unit = unit;
    this.first = first;
  }

  /**
   * The alternatives of a unit's scope.
   *
   * @param definition the package
   * @param unit table or case type of it
   * @param first how the first step of a path is read from the unit's relation; further steps are
   *     columns
   */
  public static List<CaptureUnit.Alternative> of(
      ApplicationPackage definition, String unit, Function<String, Expression> first) {
    ScopePaths paths = new ScopePaths(definition, unit, first);
    return definition.scopeOf(unit).anyOf().stream()
        .map(a -> new CaptureUnit.Alternative(a.allOf().stream().map(paths::term).toList()))
        .toList();
  }

  private CaptureUnit.Term term(Scope.Term term) {
    List<CaptureUnit.Hop> hops = new ArrayList<>();
    List<String> path = term.path();
    String at = unit;
    for (int i = 0; i < path.size() - 1; i++) {
      OfflineTable target = definition.target(at, path.get(i));
      hops.add(new CaptureUnit.Hop(step(path, i), target.source(), target.key().get(0)));
      at = target.name();
    }
    return new CaptureUnit.Term(path, hops, step(path, path.size() - 1), constant(term.operand()));
  }

  private Expression step(List<String> path, int index) {
    return index == 0 ? first.apply(path.get(0)) : new Expression.Column(path.get(index));
  }

  private static @Nullable String constant(Scope.Operand operand) {
    return operand instanceof Scope.Constant constant ? constant.text() : null;
  }
}
