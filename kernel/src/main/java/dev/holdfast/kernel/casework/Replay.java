package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows of a case: the server's state with the pending actions performed on it.
 *
 * @param view the case, null if there is none
 * @param refusals the actions that would not take effect as things stand, in order; the others did
 */
public record Replay(@Nullable CaseState view, List<Refusal> refusals) {

  /**
   * A pending action that can't be performed on the new state.
   *
   * @param action its id
   * @param judgement what the server is going to say
   */
  public record Refusal(UUID action, Judgement.Parked judgement) {}

  /**
   * Performs pending actions on a server state, in order. One that can't be performed is reported
   * and the rest go on.
   *
   * @param judge judges as the server would
   * @param server the case as the server has it, null if it doesn't
   * @param mark what tells that version from others of its number, null if that is not known
   * @param pending the actions on this case in the order of their sequence
   * @param user whose actions they are
   */
  public static Replay of(
      Judge judge,
      @Nullable CaseState server,
      @Nullable String mark,
      List<ActionSubmission> pending,
      User user) {
    Set<UUID> unconfirmed =
        pending.stream().map(ActionSubmission::id).collect(Collectors.toUnmodifiableSet());
    CaseState view = server;
    Set<UUID> performed = new HashSet<>();
    List<Refusal> refusals = new ArrayList<>();
    for (ActionSubmission action : pending) {
      UUID follows = action.follows();
      boolean current =
          server != null && isBase(server, mark, action)
              || follows != null && performed.contains(follows)
              || follows != null && !unconfirmed.contains(follows) && saw(judge, action, view);
      Judgement judgement = judge.judge(new Situation(view, true, current), action, user);
      if (judgement instanceof Judgement.Parked parked) {
        refusals.add(new Refusal(action.id(), parked));
      } else {
        view = after(judgement);
        performed.add(action.id());
      }
    }
    return new Replay(view, List.copyOf(refusals));
  }

  private static boolean isBase(CaseState server, @Nullable String mark, ActionSubmission action) {
    String base = action.baseMark();
    return action.baseVersion() == server.version()
        && (base == null || mark == null || base.equals(mark));
  }

  /**
   * Whether the fields that an action sets are as it saw them. It follows an action that the server
   * has confirmed, and whether that was the last one on the case only the server knows.
   */
  private static boolean saw(Judge judge, ActionSubmission action, @Nullable CaseState view) {
    return view != null
        && action.base().entrySet().stream()
            .allMatch(
                entry -> {
                  Object now = judge.value(view, entry.getKey());
                  return Values.same(entry.getValue(), now == null ? null : Values.toJson(now));
                });
  }

  private static CaseState after(Judgement judgement) {
    return judgement instanceof Judgement.Applied applied
        ? applied.after()
        : ((Judgement.Merged) judgement).after();
  }
}
