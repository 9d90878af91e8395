package dev.holdfast.kernel.app;

import java.util.List;

/**
 * The rule that says whose devices carry a row or case: any of several alternatives, each a
 * conjunction of terms. A disjunction in an expression becomes several alternatives.
 *
 * @param anyOf alternatives, at least one; an alternative without terms is everybody's
 */
public record Scope(List<Alternative> anyOf) {
  /** What {@link UserValue} calls the user's name. */
  public static final String USER_NAME = "name";

  /**
   * A conjunction. Each tuple of values of its paths is one bucket.
   *
   * @param allOf terms in the order of the expression
   */
  public record Alternative(List<Term> allOf) {}

  /**
   * One comparison of the row's side with a constant or with the user.
   *
   * @param path column or field, preceded by the references that lead to it: {@code [state]},
   *     {@code [site, state]}
   * @param operand the other side
   */
  public record Term(List<String> path, Operand operand) {}

  /** The other side of a term. */
  public sealed interface Operand {}

  /**
   * The path equals this text, the value's PostgreSQL text form.
   *
   * @param text the value
   */
  public record Constant(String text) implements Operand {}

  /**
   * The path equals the user's attribute, or one of its values.
   *
   * @param attribute a declared attribute, or {@code name} for the user's name
   */
  public record UserValue(String attribute) implements Operand {}
}
