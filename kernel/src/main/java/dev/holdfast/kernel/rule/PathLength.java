package dev.holdfast.kernel.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;

/** Says how deep an expression looks into what it is given. */
final class PathLength {
  private PathLength() {}

  /** The most selections in a row, as two in {@code case.site.state}. */
  static int longest(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .mapToInt(node -> length(node.expr()))
        .max()
        .orElse(0);
  }

  private static int length(CelExpr expression) {
    int length = 0;
    CelExpr at = expression;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      at = at.select().operand();
      length++;
    }
    return length;
  }
}
