package dev.holdfast.kernel.reader;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.app.UserAttribute;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Reads the side of a comparison that is not the row's or case's. */
final class ScopeOperands {
  private final ScopeText text;
  private final Vocabulary vocabulary;

  ScopeOperands(ScopeText text, Vocabulary vocabulary) {
    this.text = text;
    this.vocabulary = vocabulary;
  }

  /**
   * An attribute of the user or a constant.
   *
   * @param end what it is compared with
   * @param many whether it has to have many values
   */
  Scope.Operand operand(CelExpr side, PathResolver.End end, boolean many)
      throws UnusableScopeException {
    List<String> path = ScopeText.path(side, "user");
    if (path == null) {
      if (many) {
        throw text.impossible(side, "Behind 'in' stands an attribute with many values or a list.");
      }
      return constant(side, end);
    }
    if (path.size() != 1) {
      throw text.impossible(side, "An attribute of the user has nothing behind it.");
    }
    return attribute(side, path.get(0), end, many);
  }

  private Scope.Operand attribute(CelExpr side, String name, PathResolver.End end, boolean many)
      throws UnusableScopeException {
    boolean isName = name.equals(Scope.USER_NAME);
    UserAttribute attribute = vocabulary.attributes().get(name);
    if (!isName && attribute == null) {
      List<String> known = new ArrayList<>(vocabulary.attributes().keySet());
      known.add(Scope.USER_NAME);
      throw text.unusable(
          side,
          "unknown-attribute",
          "Users have no attribute '"
              + name
              + "'; declare it in 'user-attributes'."
              + Suggestion.of(name, known));
    }
    boolean hasMany = attribute != null && attribute.many();
    if (hasMany != many) {
      throw text.unusable(
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
      throw text.unusable(
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

  /** A constant. */
  Scope.Operand constant(CelExpr side, PathResolver.End end) throws UnusableScopeException {
    ValueType type;
    String value;
    if (ScopeText.isConstant(side, CelConstant.Kind.STRING_VALUE)) {
      type = ValueType.TEXT;
      value = side.constant().stringValue();
    } else if (ScopeText.isConstant(side, CelConstant.Kind.INT64_VALUE)) {
      type = ValueType.INTEGER;
      value = Long.toString(side.constant().int64Value());
    } else if (ScopeText.isConstant(side, CelConstant.Kind.BOOLEAN_VALUE)) {
      type = ValueType.BOOLEAN;
      value = Boolean.toString(side.constant().booleanValue());
    } else {
      throw text.impossible(side, "The other side is neither user.ATTRIBUTE nor a constant.");
    }
    if (end.type() != null && Words.scopeClass(end.type()) != type) {
      throw text.unusable(
          side,
          "wrong-type",
          "This is " + Words.of(type) + ", the other side is " + Words.of(end.type()) + '.');
    }
    if (!end.choices().isEmpty() && !end.choices().contains(value)) {
      throw text.unusable(
          side,
          "bad-value",
          "'" + value + "' is none of the choices." + Suggestion.of(value, end.choices()));
    }
    return new Scope.Constant(value);
  }
}
