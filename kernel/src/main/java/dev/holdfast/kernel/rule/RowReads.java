package dev.holdfast.kernel.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds what an expression needs of rows. */
final class RowReads {
  private final CelAbstractSyntaxTree tree;

  private RowReads(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /** The columns that it needs, without those that it asks {@code has} for. */
  static List<RowRead> of(CelAbstractSyntaxTree tree) {
    List<CelExpr> selects =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .map(node -> node.expr())
            .filter(expression -> expression.getKind() == CelExpr.ExprKind.Kind.SELECT)
            .toList();
    List<List<String>> asked =
        selects.stream().filter(e -> e.select().testOnly()).map(RowReads::path).toList();
    RowReads reads = new RowReads(tree);
    return selects.stream()
        .filter(e -> asked.stream().noneMatch(path -> begins(path, path(e))))
        .flatMap(e -> reads.read(e).stream())
        .toList();
  }

  private Optional<RowRead> read(CelExpr select) {
    return tree.getType(select.select().operand().id())
        .flatMap(RuleTypes::tableOf)
        .map(table -> at(select, table));
  }

  private RowRead at(CelExpr select, String table) {
    Optional<CelSourceLocation> location =
        Optional.ofNullable(tree.getSource().getPositionsMap().get(select.id()))
            .flatMap(offset -> tree.getSource().getOffsetLocation(offset));
    return new RowRead(
        path(select),
        table,
        location.map(found -> Math.max(1, found.getLine())).orElse(1),
        location.map(found -> found.getColumn() + 1).orElse(1));
  }

  private static List<String> path(CelExpr select) {
    List<String> path = new ArrayList<>();
    CelExpr at = select;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      path.add(at.select().field());
      at = at.select().operand();
    }
    boolean named = at.getKind() == CelExpr.ExprKind.Kind.IDENT;
    path.add(named ? at.ident().name().replaceFirst("^\\.", "") : "");
    Collections.reverse(path);
    return List.copyOf(path);
  }

  private static boolean begins(List<String> path, List<String> with) {
    return path.size() >= with.size() && path.subList(0, with.size()).equals(with);
  }
}
