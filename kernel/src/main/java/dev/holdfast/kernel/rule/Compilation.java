package dev.holdfast.kernel.rule;

import java.util.List;

/** What came of compiling a rule. */
public sealed interface Compilation {

  /**
   * It is good.
   *
   * @param rule to be evaluated
   */
  record Compiled(Rule rule) implements Compilation {}

  /**
   * It is not.
   *
   * @param problems everything that is wrong with it, at least one
   */
  record Failed(List<RuleProblem> problems) implements Compilation {}

  /**
   * The rule.
   *
   * @throws IllegalArgumentException if it is not good
   */
  default Rule orThrow() {
    if (this instanceof Compiled compiled) {
      return compiled.rule();
    }
    throw new IllegalArgumentException(((Failed) this).problems().toString());
  }
}
