package dev.holdfast.server.casework.api;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import jakarta.ejb.Local;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets a parked action take effect because a person has decided so; in the caller's transaction.
 */
@Local
public interface Deciding {

  /** In which way it takes effect. */
  enum Way {
    /** On the case as it is now. */
    APPLY,
    /** On a new case that is made from it. */
    NEW_CASE,
    /** On the completed case, which is open again. */
    REOPEN
  }

  /**
   * A decision.
   *
   * @param way in which way
   * @param action the parked action
   * @param edits values to set instead or besides, in JSON form or as a person types them; null
   *     removes
   * @param authority whose roles count
   * @param name what the history calls it, for example {@code resolve:apply}
   * @param reason why
   */
  record Decision(
      Way way,
      ActionSubmission action,
      Map<String, ? extends @Nullable Object> edits,
      Authority authority,
      String name,
      String reason) {}

  /**
   * On whose authority the action takes effect: it needs a role of either.
   *
   * @param submitter whose action it is, with present roles and attributes
   * @param decider who decides
   * @param looked whether the contents that the action names were looked at when it came, so that
   *     they are known to be the submitter's to name
   */
  record Authority(User submitter, User decider, boolean looked) {}

  /**
   * What came of it.
   *
   * @param caseId the case that it took effect on, null if it did not
   * @param version the case's version after it, 0 if it did not take effect
   * @param messages everything that speaks against it, empty if it took effect
   */
  record Decided(@Nullable UUID caseId, long version, List<String> messages) {}

  /** Decides, on locked cases. If it can't take effect, nothing changes. */
  Decided decide(Decision decision);

  /** Everything that would make {@link #decide} refuse it as things are; empty if nothing does. */
  List<String> objections(Decision decision);

  /**
   * A parked action in the words of the version in force; what that has no words for is as it was.
   */
  ActionSubmission understood(ActionSubmission action);

  /** Whether it may be worth while to edit the action's fields and apply it. */
  boolean editable(ActionSubmission action);

  /**
   * A case as it is now, for comparison.
   *
   * @param stage where it stands
   * @param version its version
   * @param fields values by field in JSON form, built-in ones that it has among them
   */
  record Present(String stage, long version, Map<String, Object> fields) {}

  /**
   * Cases as they are now, by id; what is no case is left out. The caller has checked that they may
   * be seen.
   */
  Map<UUID, Present> present(Collection<UUID> cases);
}
