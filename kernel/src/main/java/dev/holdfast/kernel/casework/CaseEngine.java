package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import org.jspecify.annotations.Nullable;

/**
 * Performs actions on cases as their package says. Pure: it changes nothing and asks nobody but the
 * lookup; the same input gives the same result on device and server. Safe for use by many threads
 * if the lookup is.
 */
public final class CaseEngine {
  private final CompiledPackage logic;
  private final RowLookup rows;

  /**
   * Makes an engine.
   *
   * @param logic the package
   * @param rows the rows that references refer to
   */
  public CaseEngine(CompiledPackage logic, RowLookup rows) {
    this.logic = logic;
    this.rows = rows;
  }

  /**
   * Performs an action.
   *
   * @param current the case, null if there is none, as before a creating action
   * @param request the action
   * @param user who performs it
   * @return the new case and what changed, or everything that speaks against it
   */
  public Performance perform(@Nullable CaseState current, ActionRequest request, User user) {
    throw new UnsupportedOperationException();
  }
}
