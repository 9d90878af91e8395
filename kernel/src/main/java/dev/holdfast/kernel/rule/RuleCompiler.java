package dev.holdfast.kernel.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.Program;
import dev.holdfast.kernel.app.OfflineTable;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.List;
import java.util.Map;

/**
 * Compiles rules in CEL. {@code case} and {@code input} have the type's fields, {@code case} the
 * built-in ones too, {@code record} those of a list's records, {@code user} has name, roles and the
 * declared attributes, {@code now} is the moment of the action. Safe for use by many threads.
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
   * Compiles a rule and checks its types.
   *
   * @param site where it stands
   * @param expression the rule
   */
  public Compilation compile(RuleSite site, String expression) {
    RuleTypes types = new RuleTypes(site, attributes, tables);
    CelValidationResult result = compiler(site, types).compile(expression);
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
      return new Compilation.Compiled(rule(site, tree, program));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Compilation.Failed(List.of(new RuleProblem(1, 1, String.valueOf(e.getMessage()))));
    }
  }

  private Rule rule(RuleSite site, CelAbstractSyntaxTree tree, Program program) {
    Reads ofCase = Reads.of(tree, "case");
    Rows references = new Rows(tables, PathLength.longest(tree) - 1);
    RuleInput input = new RuleInput(site, attributes, ofCase, references);
    return new Rule(
        program, input, site.yields(), ofCase, Reads.of(tree, "record"), RowReads.of(tree));
  }

  private static CelCompiler compiler(RuleSite site, RuleTypes types) {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(types)
            .addVar("user", types.userType())
            .addVar("now", SimpleType.TIMESTAMP)
            .setResultType(RuleTypes.of(site.yields()));
    if (site.sees() != RuleSite.Sees.INPUT) {
      compiler.addVar("case", types.caseType());
    }
    if (site.sees() == RuleSite.Sees.INPUT || site.sees() == RuleSite.Sees.ACTION) {
      compiler.addVar("input", types.inputType());
    }
    if (site.sees() == RuleSite.Sees.RECORD) {
      compiler.addVar("record", types.recordType());
    }
    return compiler.build();
  }

  private static RuleProblem problem(CelIssue issue) {
    return new RuleProblem(
        Math.max(1, issue.getSourceLocation().getLine()),
        issue.getSourceLocation().getColumn() + 1,
        issue.getMessage());
  }
}
