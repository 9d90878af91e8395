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
  private final Map<String, FieldsLogic> fields;

  private CompiledPackage(
      ApplicationPackage definition, Map<ActionKey, Rule> guards, Map<String, FieldsLogic> fields) {
    this.definition = definition;
    this.guards = Map.copyOf(guards);
    this.fields = Map.copyOf(fields);
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
    Map<String, FieldsLogic> fields = new HashMap<>();
    for (CaseType type : definition.cases().values()) {
      Map<String, CaseType.Field> known = type.coordination().with(type.fields());
      fields.put(type.name(), FieldsLogic.compile(compiler, type.fields(), known));
      for (CaseType.Action action : type.actions().values()) {
        if (action.when() != null) {
          guards.put(
              new ActionKey(type.name(), action.name()),
              compiler.compile(RuleSite.guard(known), action.when()).orThrow());
        }
      }
    }
    return new CompiledPackage(definition, guards, fields);
  }

  /** The package. */
  public ApplicationPackage definition() {
    return definition;
  }

  /** The guard of an action, empty if it has none. */
  public Optional<Rule> guard(String caseType, String action) {
    return Optional.ofNullable(guards.get(new ActionKey(caseType, action)));
  }

  /**
   * The fields of a case type with their rules.
   *
   * @throws IllegalArgumentException if there is no such type
   */
  public FieldsLogic fields(String caseType) {
    FieldsLogic found = fields.get(caseType);
    if (found == null) {
      throw new IllegalArgumentException("There is no case type " + caseType);
    }
    return found;
  }

  private record ActionKey(String caseType, String action) {}
}
