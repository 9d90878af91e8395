package dev.holdfast.kernel.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an expression reads of one of its variables.
 *
 * @param fields the fields that it names
 * @param whole whether it may read any: it uses the variable without naming a field at once
 */
record Reads(Set<String> fields, boolean whole) {

  static Reads of(CelAbstractSyntaxTree tree, String variable) {
    Set<String> fields = new HashSet<>();
    boolean whole =
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .filter(node -> isVariable(node, variable))
                .map(Reads::selected)
                .filter(field -> field.map(fields::add).isEmpty())
                .count()
            > 0;
    return new Reads(Set.copyOf(fields), whole);
  }

  boolean contains(String field) {
    return whole || fields.contains(field);
  }

  private static boolean isVariable(CelNavigableExpr node, String variable) {
    if (node.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return false;
    }
    String name = node.expr().ident().name();
    return name.equals(variable) || name.equals('.' + variable);
  }

  private static Optional<String> selected(CelNavigableExpr node) {
    return node.parent()
        .filter(parent -> parent.getKind() == CelExpr.ExprKind.Kind.SELECT)
        .map(parent -> parent.expr().select().field());
  }
}
