package dev.holdfast.kernel.rule;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

/** A compiled guard. Immutable and safe for use by many threads. */
public final class Rule {
  private final Program program;
  private final RuleValues values;

  Rule(Program program, RuleValues values) {
    this.program = program;
    this.values = values;
  }

  /** Evaluates the guard, in bounded time. */
  public Verdict check(Facts facts) {
    try {
      return new Verdict(Boolean.TRUE.equals(program.eval(values.variables(facts))), null);
    } catch (CelEvaluationException e) {
      return new Verdict(false, String.valueOf(e.getMessage()));
    }
  }
}
