package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import java.util.List;

/**
 * Reads what an action does with whose the case is.
 *
 * @param findings gets what is wrong
 * @param worklists the worklists of the package
 */
record HandoverReader(Findings findings, List<String> worklists) {

  /**
   * Reads {@code claims} and {@code to-worklist}.
   *
   * @param action the action
   * @param sets the fields that it sets
   */
  CaseType.Handover read(Block action, List<String> sets) {
    boolean claims = action.flag("claims");
    Text worklist = action.text("to-worklist");
    boolean some = !worklists.isEmpty();
    String none = "needs 'worklists', which the package does not have";
    action.applicable("to-worklist", some, none);
    action.applicable("claims", some || !claims, none);
    if (some && worklist != null) {
      findings.unlessKnown(worklist, worklists, "unknown-worklist", "worklist");
    }
    if (worklist != null && sets.contains(BuiltIn.WORKLIST)) {
      contradiction(
          action, "to-worklist", "It says already which worklist; remove it from 'sets'.");
    }
    if (claims) {
      checkClaim(action, sets);
    }
    return new CaseType.Handover(claims, worklist == null ? null : worklist.value());
  }

  private void checkClaim(Block action, List<String> sets) {
    if (action.has("creates")) {
      contradiction(action, "claims", "A case has to be on a worklist to be claimed from it.");
    }
    if (action.has("to-worklist")
        || sets.contains(BuiltIn.WORKLIST)
        || sets.contains(BuiltIn.ASSIGNEE)) {
      contradiction(
          action,
          "claims",
          "Who claims a case has it; it sets neither 'assignee' nor 'worklist' besides.");
    }
  }

  private void contradiction(Block action, String key, String message) {
    findings.add(action.placeOf(key), action.pathOf(key), "contradiction", message);
  }
}
