package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a case is.
 *
 * @param assignee the user who works on it, null if nobody
 * @param worklist the worklist from which it may be claimed, null if none; it stays when somebody
 *     claims the case, so that the others of the team see who has it
 */
record Holder(@Nullable String assignee, @Nullable String worklist) {

  static Holder of(CaseState state) {
    return new Holder(state.assignee(), state.context().worklist());
  }

  /**
   * Whose it is after an action. Whoever puts a case on a worklist takes it from its assignee,
   * unless the same action names one.
   *
   * @param given what the built-in fields are set to, in Java form
   * @param user who performs it
   */
  Holder after(CaseType.Handover handover, Map<String, @Nullable Object> given, String user) {
    if (handover.claims()) {
      return new Holder(user, worklist);
    }
    String constant = handover.toWorklist();
    String put = constant == null ? (String) given.get(BuiltIn.WORKLIST) : constant;
    boolean taken = put != null;
    String next = given.containsKey(BuiltIn.WORKLIST) || taken ? put : worklist;
    String assigned =
        given.containsKey(BuiltIn.ASSIGNEE)
            ? (String) given.get(BuiltIn.ASSIGNEE)
            : taken ? null : assignee;
    return new Holder(assigned, next);
  }

  /** What speaks against a user's action, if it claims the case. */
  Optional<Message> objection(CaseType.Action action, User user) {
    return action.handover().claims() ? objectionToClaim(user) : Optional.empty();
  }

  private Optional<Message> objectionToClaim(User user) {
    if (assignee != null && !assignee.equals(user.name())) {
      return Optional.of(Messages.claimed(assignee));
    }
    if (worklist == null) {
      return Optional.of(Messages.noWorklist());
    }
    List<String> member = user.attributes().getOrDefault(BuiltIn.WORKLISTS.name(), List.of());
    return member.contains(worklist)
        ? Optional.empty()
        : Optional.of(Messages.notAMember(worklist));
  }
}
