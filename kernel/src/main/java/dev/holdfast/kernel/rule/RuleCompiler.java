package dev.holdfast.kernel.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.List;
import java.util.Map;

/**
 * Compiles guards in CEL. {@code case} and {@code input} have the type's fields, {@code case} the
 * built-in ones too, {@code user} has name, roles and the declared attributes. Safe for use by many
 * threads.
 */
public final class RuleCompiler {
  /** Most rounds of all loops of one evaluation together: what bounds its time. */
  private static final int MAX_ITERATIONS = 100_000;

  /** Longest expression, in code points. */
  private static final int MAX_LENGTH = 10_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(50)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final Map<String, UserAttribute> attributes;
  private final Map<String, OfflineTable> tables;

  /**
   * Makes a compiler.
   *
   * @param attributes the declared attributes of users
   * @param tables the offline tables that references may lead to
   */
  public RuleCompiler(Map<String, UserAttribute> attributes, Map<String, OfflineTable> tables) {
    this.attributes = Map.copyOf(attributes);
    this.tables = Map.copyOf(tables);
  }

  /**
   * Compiles a guard and checks its types.
   *
   * @param fields the fields of the case type
   * @param expression the guard
   */
  public Compilation compile(Map<String, CaseType.Field> fields, String expression) {
    RuleTypes types = new RuleTypes(fields, attributes, tables);
    CelValidationResult result = compiler(types).compile(expression);
    if (result.hasError()) {
      return new Compilation.Failed(
          result.getErrors().stream().map(RuleCompiler::problem).toList());
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      Program program =
          CelRuntimeFactory.plannerRuntimeBuilder()
              .setOptions(OPTIONS)
              .setTypeProvider(types)
              .build()
              .createProgram(tree);
      int hops = PathLength.longest(tree) - 1;
      return new Compilation.Compiled(
          new Rule(program, new RuleValues(fields, attributes, tables, hops)));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compilation.Failed(List.of(new RuleProblem(1, 1, String.valueOf(e.getMessage()))));
    }
  }

  private static CelCompiler compiler(RuleTypes types) {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setTypeProvider(types)
        .addVar("case", types.caseType())
        .addVar("input", types.inputType())
        .addVar("user", types.userType())
        .setResultType(SimpleType.BOOL)
        .build();
  }

  private static RuleProblem problem(CelIssue issue) {
    return new RuleProblem(
        Math.max(1, issue.getSourceLocation().getLine()),
        issue.getSourceLocation().getColumn() + 1,
        issue.getMessage());
  }
}
