package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows of a case: the server's state with the pending actions performed on it, one
 * after the other. One that can't be performed is reported and the rest go on. The caller performs
 * the actions of all cases in the order of their sequence, and lets the judge's lookup see the
 * views as they are: an action may depend on what was done before to a parent or a child. Not
 * thread-safe.
 */
public final class Replay {
  private final Judge judge;
  private final @Nullable CaseState server;
  private final @Nullable String mark;
  private final User user;
  private final Set<UUID> unconfirmed;
  private final Set<UUID> performed = new HashSet<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private @Nullable CaseState view;

  /**
   * A pending action that can't be performed on the new state.
   *
   * @param action its id
   * @param judgement what the server is going to say
   */
  public record Refusal(UUID action, Judgement.Parked judgement) {}

  /**
   * A case on which nothing was performed yet.
   *
   * @param judge judges as the server would
   * @param server the case as the server has it, null if it doesn't
   * @param mark what tells that version from others of its number, null if that is not known
   * @param pending all actions that are going to be performed on this case
   * @param user whose actions they are
   */
  public Replay(
      Judge judge,
      @Nullable CaseState server,
      @Nullable String mark,
      Collection<ActionSubmission> pending,
      User user) {
    this.judge = judge;
    this.server = server;
    this.mark = mark;
    this.user = user;
    this.unconfirmed =
        pending.stream().map(ActionSubmission::id).collect(Collectors.toUnmodifiableSet());
    this.view = server;
  }

  /** Performs the next of the actions. */
  public void perform(Understanding understood) {
    ActionSubmission action = understood.action();
    UUID follows = action.follows();
    boolean current =
        server != null && isBase(server, action)
            || follows != null && performed.contains(follows)
            || follows != null && !unconfirmed.contains(follows) && saw(action);
    Judgement judgement = judge.judge(new Situation(view, true, current), understood, user);
    if (judgement instanceof Judgement.Parked parked) {
      refusals.add(new Refusal(action.id(), parked));
    } else {
      view = after(judgement);
      performed.add(action.id());
    }
  }

  /** The case after what was performed so far, null if there is none. */
  public @Nullable CaseState view() {
    return view;
  }

  /** The actions that would not take effect as things stand, in order; the others did. */
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  private boolean isBase(CaseState held, ActionSubmission action) {
    String base = action.baseMark();
    return action.baseVersion() == held.version()
        && (base == null || mark == null || base.equals(mark));
  }

  /**
   * Whether the fields that an action sets are as it saw them. It follows an action that the server
   * has confirmed, and whether that was the last one on the case only the server knows.
   */
  private boolean saw(ActionSubmission action) {
    CaseState now = view;
    return now != null
        && action.base().entrySet().stream()
            .allMatch(
                entry -> {
                  Object value = judge.value(now, entry.getKey());
                  return Values.same(entry.getValue(), value == null ? null : Values.toJson(value));
                });
  }

  private static CaseState after(Judgement judgement) {
    return judgement instanceof Judgement.Applied applied
        ? applied.after()
        : ((Judgement.Merged) judgement).after();
  }
}
