package dev.holdfast.server.casework.api;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One submitted action, as far as it could be understood. */
public sealed interface Submitted {

  /** Its id. */
  UUID id();

  /** Its case, null if unreadable. */
  @Nullable UUID caseId();

  /** What it says, null if unreadable. */
  @Nullable ActionSubmission action();

  /** The cases that judging it depends on: its own, and the parent that it names. */
  default Set<UUID> cases() {
    Set<UUID> cases = new HashSet<>();
    ActionSubmission action = action();
    if (caseId() != null) {
      cases.add(caseId());
    }
    if (action != null) {
      BuiltIn.parent(action.fields()).ifPresent(cases::add);
    }
    return cases;
  }

  /**
   * An action to be judged.
   *
   * @param action what it says
   */
  record ToJudge(ActionSubmission action) implements Submitted {
    @Override
    public UUID id() {
      return action.id();
    }

    @Override
    public UUID caseId() {
      return action.caseId();
    }
  }

  /**
   * An action that has to be parked, whatever its case says.
   *
   * @param id its id
   * @param caseId its case, null if unreadable
   * @param action what it says, null if unreadable
   * @param reason why
   * @param message why, for people
   */
  record ToPark(
      UUID id,
      @Nullable UUID caseId,
      @Nullable ActionSubmission action,
      ParkReason reason,
      String message)
      implements Submitted {}
}
