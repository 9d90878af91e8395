package dev.holdfast.kernel.reader;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.UserAttribute;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an expression into alternatives. Only what can be an index is possible: comparisons of a
 * path with the user or a constant.
 */
final class ScopeExpression {
  private static final int MOST_ALTERNATIVES = 64;
  private static final String POSSIBLE =
      " A scope is true, or compares %s.SOMETHING with user.ATTRIBUTE or a constant by == or in;"
          + " comparisons may be joined by && and ||.";

  private final CelAbstractSyntaxTree tree;
  private final Text text;
  private final PathResolver paths;
  private final Vocabulary vocabulary;

  ScopeExpression(
      CelAbstractSyntaxTree tree, Text text, PathResolver paths, Vocabulary vocabulary) {
    this.tree = tree;
    this.text = text;
    this.paths = paths;
    this.vocabulary = vocabulary;
  }

  /** The expression can't be a scope. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Text at;
    private final String code;

    Unusable(Text at, String code, String message) {
      super(message);
      this.at = at;
      this.code = code;
    }

    Text at() {
      return at;
    }

    String code() {
      return code;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  List<Scope.Alternative> alternatives() throws Unusable {
    return alternatives(tree.getExpr());
  }

  private List<Scope.Alternative> alternatives(CelExpr expression) throws Unusable {
    if (isConstant(expression, CelConstant.Kind.BOOLEAN_VALUE)
        && expression.constant().booleanValue()) {
      return List.of(new Scope.Alternative(List.of()));
    }
    if (expression.getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw impossible(expression, "This can't be a scope.");
    }
    List<CelExpr> sides = expression.call().args();
    return switch (expression.call().function()) {
      case "_||_" -> either(sides.get(0), sides.get(1));
      case "_&&_" -> both(expression, sides.get(0), sides.get(1));
      case "_==_" -> equal(expression, sides.get(0), sides.get(1));
      case "@in" -> in(expression, sides.get(0), sides.get(1));
      default -> throw impossible(expression, "This can't be part of a scope.");
    };
  }

  private List<Scope.Alternative> either(CelExpr left, CelExpr right) throws Unusable {
    List<Scope.Alternative> all = new ArrayList<>(alternatives(left));
    all.addAll(alternatives(right));
    return all;
  }

  private List<Scope.Alternative> both(CelExpr at, CelExpr left, CelExpr right) throws Unusable {
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
      throw unusable(
          at, "bad-scope", "More than " + MOST_ALTERNATIVES + " combinations; simplify it.");
    }
    return all;
  }

  private List<Scope.Alternative> equal(CelExpr at, CelExpr left, CelExpr right) throws Unusable {
    List<String> path = path(left);
    CelExpr other = path == null ? left : right;
    path = path == null ? path(right) : path;
    if (path == null) {
      throw impossible(at, "Neither side begins with " + paths.root() + '.');
    }
    PathResolver.End end = end(at, path);
    return one(path, operand(other, end, false));
  }

  private List<Scope.Alternative> in(CelExpr at, CelExpr left, CelExpr right) throws Unusable {
    List<String> path = path(left);
    if (path == null) {
      throw impossible(at, "The left side does not begin with " + paths.root() + '.');
    }
    PathResolver.End end = end(at, path);
    if (right.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return one(path, operand(right, end, true));
    }
    List<Scope.Alternative> all = new ArrayList<>();
    for (CelExpr element : right.list().elements()) {
      all.addAll(one(path, constant(element, end)));
    }
    if (all.isEmpty()) {
      throw unusable(right, "bad-scope", "Nothing is in an empty list.");
    }
    return all;
  }

  private static List<Scope.Alternative> one(List<String> path, Scope.Operand operand) {
    return List.of(new Scope.Alternative(List.of(new Scope.Term(path, operand))));
  }

  private PathResolver.End end(CelExpr at, List<String> path) throws Unusable {
    PathResolver.End end = paths.resolve(path);
    if (end.problem() != null) {
      throw unusable(at, "unknown-path", end.problem());
    }
    ValueType type = end.type();
    if (type == ValueType.DECIMAL || type == ValueType.DATE || type == ValueType.INSTANT) {
      throw unusable(at, "bad-scope", "A scope can't compare a " + Words.of(type) + '.');
    }
    return end;
  }

  private Scope.Operand operand(CelExpr side, PathResolver.End end, boolean many) throws Unusable {
    List<String> path = select(side, "user");
    if (path == null) {
      if (many) {
        throw impossible(side, "Behind 'in' stands an attribute with many values or a list.");
      }
      return constant(side, end);
    }
    if (path.size() != 1) {
      throw impossible(side, "An attribute of the user has nothing behind it.");
    }
    return attribute(side, path.get(0), end, many);
  }

  private Scope.Operand attribute(CelExpr side, String name, PathResolver.End end, boolean many)
      throws Unusable {
    boolean isName = name.equals(Scope.USER_NAME);
    UserAttribute attribute = vocabulary.attributes().get(name);
    if (!isName && attribute == null) {
      List<String> known = new ArrayList<>(vocabulary.attributes().keySet());
      known.add(Scope.USER_NAME);
      throw unusable(
          side,
          "unknown-attribute",
          "Users have no attribute '"
              + name
              + "'; declare it in 'user-attributes'."
              + Suggestion.of(name, known));
    }
    boolean hasMany = attribute != null && attribute.many();
    if (hasMany != many) {
      throw unusable(
          side,
          "bad-scope",
          "user."
              + name
              + " has "
              + (hasMany ? "many values: compare with in." : "one value: compare with ==."));
    }
    ValueType type = attribute == null ? ValueType.TEXT : attribute.type();
    ValueType other = end.type();
    if (other != null && Words.scopeClass(other) != type) {
      throw unusable(
          side,
          "wrong-type",
          "user."
              + name
              + " is "
              + Words.of(type)
              + ", the other side is "
              + Words.of(other)
              + '.');
    }
    return new Scope.UserValue(name);
  }

  private Scope.Operand constant(CelExpr side, PathResolver.End end) throws Unusable {
    ValueType type;
    String value;
    if (isConstant(side, CelConstant.Kind.STRING_VALUE)) {
      type = ValueType.TEXT;
      value = side.constant().stringValue();
    } else if (isConstant(side, CelConstant.Kind.INT64_VALUE)) {
      type = ValueType.INTEGER;
      value = Long.toString(side.constant().int64Value());
    } else if (isConstant(side, CelConstant.Kind.BOOLEAN_VALUE)) {
      type = ValueType.BOOLEAN;
      value = Boolean.toString(side.constant().booleanValue());
    } else {
      throw impossible(side, "The other side is neither user.ATTRIBUTE nor a constant.");
    }
    if (end.type() != null && Words.scopeClass(end.type()) != type) {
      throw unusable(
          side,
          "wrong-type",
          "This is " + Words.of(type) + ", the other side is " + Words.of(end.type()) + '.');
    }
    if (!end.choices().isEmpty() && !end.choices().contains(value)) {
      throw unusable(
          side,
          "bad-value",
          "'" + value + "' is none of the choices." + Suggestion.of(value, end.choices()));
    }
    return new Scope.Constant(value);
  }

  private @Nullable List<String> path(CelExpr expression) {
    return select(expression, paths.root());
  }

  /** The steps of {@code root.a.b}; null if it is something else. */
  private static @Nullable List<String> select(CelExpr expression, String root) {
    LinkedList<String> steps = new LinkedList<>();
    CelExpr at = expression;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      steps.addFirst(at.select().field());
      at = at.select().operand();
    }
    boolean rooted = at.getKind() == CelExpr.ExprKind.Kind.IDENT && at.ident().name().equals(root);
    return rooted && !steps.isEmpty() ? List.copyOf(steps) : null;
  }

  private static boolean isConstant(CelExpr expression, CelConstant.Kind kind) {
    return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && expression.constant().getKind() == kind;
  }

  private Unusable impossible(CelExpr at, String what) {
    return unusable(at, "bad-scope", what + String.format(POSSIBLE, paths.root()));
  }

  private Unusable unusable(CelExpr at, String code, String message) {
    Place place =
        tree.getSource()
            .getOffsetLocation(tree.getSource().getPositionsMap().getOrDefault(at.id(), 0))
            .map(found -> text.place().inside(found.getLine(), found.getColumn() + 1))
            .orElse(text.place());
    return new Unusable(new Text("", place, text.path()), code, message);
  }
}
