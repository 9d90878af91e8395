package dev.holdfast.kernel.rule;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.holdfast.kernel.app.ValueType;
import java.util.List;
import java.util.Optional;

/** A compiled rule. Immutable and safe for use by many threads. */
public final class Rule {
  private final Program program;
  private final RuleInput input;
  private final ValueType yields;
  private final Reads ofCase;
  private final Reads ofRecord;
  private final List<RowRead> rowReads;

  Rule(
      Program program,
      RuleInput input,
      ValueType yields,
      Reads ofCase,
      Reads ofRecord,
      List<RowRead> rowReads) {
    this.program = program;
    this.input = input;
    this.yields = yields;
    this.ofCase = ofCase;
    this.ofRecord = ofRecord;
    this.rowReads = rowReads;
  }

  /** What it needs of rows, in the order of the expression. */
  public List<RowRead> rowReads() {
    return rowReads;
  }

  /** Evaluates a rule that yields true or false, in bounded time. */
  public Verdict check(Facts facts) {
    try {
      return new Verdict(Boolean.TRUE.equals(program.eval(input.of(facts))), null);
    } catch (CelEvaluationException e) {
      return new Verdict(false, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Evaluates a rule that yields a value, in bounded time.
   *
   * @return the value in JSON form, empty if the rule yields none, for example because one that it
   *     needs is missing
   */
  public Optional<Object> value(Facts facts) {
    try {
      return RuleResult.toJson(yields, program.eval(input.of(facts)));
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  /** Whether it reads this field of the case. */
  boolean reads(String field) {
    return ofCase.contains(field);
  }

  /** Whether it reads this field of the record that it is about. */
  boolean readsOfRecord(String field) {
    return ofRecord.contains(field);
  }
}
