package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ActionSubmission;

/**
 * Decides what becomes of a submitted action, by the table in {@code docs/specs/actions.md}. Pure,
 * like the {@link CaseEngine} that it asks.
 */
public final class Judge {
  private final CompiledPackage logic;
  private final CaseEngine engine;

  /**
   * Makes a judge.
   *
   * @param logic the package that it judges by
   * @param rows the rows that references refer to
   */
  public Judge(CompiledPackage logic, RowLookup rows) {
    this.logic = logic;
    this.engine = new CaseEngine(logic, rows);
  }

  /**
   * Judges an action.
   *
   * @param situation the case as it stands
   * @param action what was submitted
   * @param user who submitted it
   */
  public Judgement judge(Situation situation, ActionSubmission action, User user) {
    throw new UnsupportedOperationException();
  }
}
