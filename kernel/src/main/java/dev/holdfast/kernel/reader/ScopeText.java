package dev.holdfast.kernel.reader;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a scope and what it says: takes expressions apart, and tells where something is
 * wrong.
 *
 * @param tree the parsed expression
 * @param text its text in the document
 * @param root what it calls the row or case
 */
record ScopeText(CelAbstractSyntaxTree tree, Text text, String root) {
  private static final String POSSIBLE =
      " A scope is true, or compares %s.SOMETHING with user.ATTRIBUTE or a constant by == or in;"
          + " comparisons may be joined by && and ||.";

  /** The steps of {@code root.a.b}; null if it is something else. */
  static @Nullable List<String> path(CelExpr expression, String root) {
    LinkedList<String> steps = new LinkedList<>();
    CelExpr at = expression;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      steps.addFirst(at.select().field());
      at = at.select().operand();
    }
    boolean rooted = at.getKind() == CelExpr.ExprKind.Kind.IDENT && at.ident().name().equals(root);
    return rooted && !steps.isEmpty() ? List.copyOf(steps) : null;
  }

  static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expression.constant().getKind() == kind;
  }

  /** It is nothing that a scope can be made of. */
  UnusableScopeException impossible(CelExpr at, String what) {
    return unusable(at, "bad-scope", what + String.format(POSSIBLE, root));
  }

  UnusableScopeException unusable(CelExpr at, String code, String message) {
    Place place =
        tree.getSource()
            .getOffsetLocation(tree.getSource().getPositionsMap().getOrDefault(at.id(), 0))
            .map(found -> text.place().inside(found.getLine(), found.getColumn() + 1))
            .orElse(text.place());
    return new UnusableScopeException(place, code, message);
  }
}
