package dev.holdfast.kernel.reader;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an expression into alternatives. Only what can be an index is possible: comparisons of a
 * path with the user or a constant.
 */
final class ScopeExpression {
  private static final int MOST_ALTERNATIVES = 64;

  private final ScopeText text;
  private final PathResolver paths;
  private final ScopeOperands operands;

  ScopeExpression(
      CelAbstractSyntaxTree tree, Text text, PathResolver paths, Vocabulary vocabulary) {
    this.text = new ScopeText(tree, text, paths.root());
    this.paths = paths;
    this.operands = new ScopeOperands(this.text, vocabulary);
  }

  List<Scope.Alternative> alternatives() throws UnusableScopeException {
    return alternatives(text.tree().getExpr());
  }

  private List<Scope.Alternative> alternatives(CelExpr expression) throws UnusableScopeException {
    if (ScopeText.isConstant(expression, CelConstant.Kind.BOOLEAN_VALUE)
        && expression.constant().booleanValue()) {
      return List.of(new Scope.Alternative(List.of()));
    }
    if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw text.impossible(expression, "This can't be a scope.");
    }
    List<CelExpr> sides = expression.call().args();
    return switch (expression.call().function()) {
      case "_||_" -> either(sides.get(0), sides.get(1));
      case "_&&_" -> both(expression, sides.get(0), sides.get(1));
      case "_==_" -> equal(expression, sides.get(0), sides.get(1));
      case "@in" -> in(expression, sides.get(0), sides.get(1));
      default -> throw text.impossible(expression, "This can't be part of a scope.");
    };
  }

  private List<Scope.Alternative> either(CelExpr left, CelExpr right)
      throws UnusableScopeException {
    List<Scope.Alternative> all = new ArrayList<>(alternatives(left));
    all.addAll(alternatives(right));
    return all;
  }

  private List<Scope.Alternative> both(CelExpr at, CelExpr left, CelExpr right)
      throws UnusableScopeException {
    List<Scope.Alternative> all = new ArrayList<>();
    List<Scope.Alternative> seconds = alternatives(right);
    for (Scope.Alternative first : alternatives(left)) {
      for (Scope.Alternative second : seconds) {
        List<Scope.Term> terms = new ArrayList<>(first.allOf());
        second.allOf().stream().filter(term -> !terms.contains(term)).forEach(terms::add);
        all.add(new Scope.Alternative(List.copyOf(terms)));
      }
    }
    if (all.size() > MOST_ALTERNATIVES) {
      throw text.unusable(
          at, "bad-scope", "More than " + MOST_ALTERNATIVES + " combinations; simplify it.");
    }
    return all;
  }

  private List<Scope.Alternative> equal(CelExpr at, CelExpr left, CelExpr right)
      throws UnusableScopeException {
    List<String> path = path(left);
    CelExpr other = path == null ? left : right;
    path = path == null ? path(right) : path;
    if (path == null) {
      throw text.impossible(at, "Neither side begins with " + paths.root() + '.');
    }
    PathResolver.End end = end(at, path);
    return one(path, operands.operand(other, end, false));
  }

  private List<Scope.Alternative> in(CelExpr at, CelExpr left, CelExpr right)
      throws UnusableScopeException {
    List<String> path = path(left);
    if (path == null) {
      throw text.impossible(at, "The left side does not begin with " + paths.root() + '.');
    }
    PathResolver.End end = end(at, path);
    if (right.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return one(path, operands.operand(right, end, true));
    }
    List<Scope.Alternative> all = new ArrayList<>();
    for (CelExpr element : right.list().elements()) {
      all.addAll(one(path, operands.constant(element, end)));
    }
    if (all.isEmpty()) {
      throw text.unusable(right, "bad-scope", "Nothing is in an empty list.");
    }
    return all;
  }

  private static List<Scope.Alternative> one(List<String> path, Scope.Operand operand) {
    return List.of(new Scope.Alternative(List.of(new Scope.Term(path, operand))));
  }

  private PathResolver.End end(CelExpr at, List<String> path) throws UnusableScopeException {
    PathResolver.End end = paths.resolve(path);
    if (end.problem() != null) {
      throw text.unusable(at, "unknown-path", end.problem());
    }
    ValueType type = end.type();
    if (type == ValueType.DECIMAL || type == ValueType.DATE || type == ValueType.INSTANT) {
      throw text.unusable(at, "bad-scope", "A scope can't compare a " + Words.of(type) + '.');
    }
    return end;
  }

  private @Nullable List<String> path(CelExpr expression) {
    return ScopeText.path(expression, paths.root());
  }
}
