package dev.holdfast.kernel.reader;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.parser.CelParserFactory;
import dev.holdfast.kernel.app.Scope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code scope}: one expression or several, any of which may hold. */
final class ScopeReader {
  private static final CelOptions OPTIONS =
      CelOptions.current().maxParseRecursionDepth(50).maxExpressionCodePointSize(10_000).build();

  private final Findings findings;
  private final Vocabulary vocabulary;
  private final PathResolver paths;

  ScopeReader(Findings findings, Vocabulary vocabulary, PathResolver paths) {
    this.findings = findings;
    this.vocabulary = vocabulary;
    this.paths = paths;
  }

  /** The scope of a block; null if something is wrong with it. */
  @Nullable Scope read(Block block) {
    List<Text> expressions =
        block.requiredTexts(
            "scope",
            "Say whose devices carry it, as in row.state in user.states, or true for all.");
    List<Scope.Alternative> alternatives = new ArrayList<>();
    boolean good = !expressions.isEmpty();
    for (Text expression : expressions) {
      List<Scope.Alternative> read = read(expression);
      good &= read != null;
      if (read != null) {
        alternatives.addAll(read);
      }
    }
    return good ? new Scope(alternatives.stream().distinct().toList()) : null;
  }

  private @Nullable List<Scope.Alternative> read(Text expression) {
    CelValidationResult result =
        CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .build()
            .parse(expression.value());
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      return new ScopeExpression(tree, expression, paths, vocabulary).alternatives();
    } catch (CelValidationException e) {
      for (CelIssue issue : e.getErrors()) {
        findings.add(
            at(expression, issue), "bad-scope", "Not an expression: " + issue.getMessage());
      }
      return null;
    } catch (UnusableScopeException e) {
      findings.add(e.place(), expression.path(), e.code(), e.reason());
      return null;
    }
  }

  private static Text at(Text expression, CelIssue issue) {
    int line = Math.max(1, issue.getSourceLocation().getLine());
    int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
    return new Text("", expression.place().inside(line, column), expression.path());
  }
}
