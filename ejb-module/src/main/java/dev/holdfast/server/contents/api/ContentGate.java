package dev.holdfast.server.contents.api;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.User;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Says whether the contents are there that actions name: laws 1 and 3 of docs/specs/contents.md.
 */
public interface ContentGate {

  /**
   * What an action says of contents.
   *
   * @param caseId its case
   * @param fields what it sets
   * @param base ids of what its user saw in these fields before it
   */
  record Bringing(UUID caseId, List<Attachment> fields, Set<String> base) {
    /** The ids of what it sets. */
    public Set<String> ids() {
      return fields.stream().map(Attachment::id).collect(Collectors.toSet());
    }
  }

  /**
   * What stands in an action's way.
   *
   * @param lacking ids of contents that are not there yet, or that its user would have to send
   *     first
   * @param refused what speaks against others: a scanner does, or the content is another one than
   *     the action says
   */
  record Obstacles(Set<String> lacking, List<String> refused) {
    /** Nothing. */
    public static final Obstacles NONE = new Obstacles(Set.of(), List.of());
  }

  /** What stands in the way of actions of a user, in their order. */
  List<Obstacles> check(User user, List<Bringing> actions);

  /**
   * Keeps these contents from being removed until the transaction ends, as far as they are there.
   */
  void hold(Set<String> ids);

  /**
   * What speaks against a person's decision that makes a case name contents.
   *
   * @param decider who decides
   * @param administrator whether that is one, who may have all contents
   * @param brought what the case names after it and did not name before
   * @param submitted what of it the action named that is decided on: it was checked when it came
   * @return messages for people, empty if nothing
   */
  List<String> objections(
      User decider, boolean administrator, List<Attachment> brought, Set<String> submitted);
}
