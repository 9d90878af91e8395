package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A package with its rules compiled. Compile once per version and keep it: compiling is slow,
 * evaluating is fast. Immutable and safe for use by many threads.
 */
public final class CompiledPackage {
  private final ApplicationPackage definition;
  private final Map<ActionKey, Rule> guards;

  private CompiledPackage(ApplicationPackage definition, Map<ActionKey, Rule> guards) {
    this.definition = definition;
    this.guards = Map.copyOf(guards);
  }

  /**
   * Compiles a package.
   *
   * @param definition a package that {@link dev.holdfast.kernel.reader.PackageReader} accepted
   * @throws IllegalArgumentException if a rule does not compile, which the reader rules out
   */
  public static CompiledPackage of(ApplicationPackage definition) {
    RuleCompiler compiler = new RuleCompiler(definition.userAttributes(), definition.tables());
    Map<ActionKey, Rule> guards = new HashMap<>();
    for (CaseType type : definition.cases().values()) {
      for (CaseType.Action action : type.actions().values()) {
        if (action.when() != null) {
          guards.put(
              new ActionKey(type.name(), action.name()),
              compiler.compile(type.fields(), action.when()).orThrow());
        }
      }
    }
    return new CompiledPackage(definition, guards);
  }

  /** The package. */
  public ApplicationPackage definition() {
    return definition;
  }

  /** The guard of an action, empty if it has none. */
  public Optional<Rule> guard(String caseType, String action) {
    return Optional.ofNullable(guards.get(new ActionKey(caseType, action)));
  }

  private record ActionKey(String caseType, String action) {}
}
