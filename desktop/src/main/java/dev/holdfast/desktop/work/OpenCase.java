package dev.holdfast.desktop.work;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.device.api.ActionOffer;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case that is open.
 *
 * @param id the case
 * @param row its title and where it stands; null while it is read for the first time, or when the
 *     device has it no more
 * @param assignee who has it, as it is said
 * @param facts what it holds
 * @param actions what can be done, each with what speaks against it
 * @param children its children
 * @param opens the ways to open a child
 * @param parent the case that it is a child of, null if none
 * @param fresh fields that changed elsewhere since it was opened
 * @param notice what has happened to it, null if nothing
 */
public record OpenCase(
    UUID id,
    @Nullable CaseRow row,
    String assignee,
    List<Fact> facts,
    List<Action> actions,
    List<CaseRow> children,
    List<ActionOffer> opens,
    @Nullable CaseRow parent,
    Set<String> fresh,
    @Nullable String notice) {

  /**
   * Something that can be done.
   *
   * @param offer the action
   * @param objection why it is not possible now, null if it is
   */
  public record Action(ActionOffer offer, @Nullable String objection) {}

  static OpenCase loading(UUID id) {
    return new OpenCase(
        id, null, "", List.of(), List.of(), List.of(), List.of(), null, Set.of(), null);
  }

  OpenCase saying(@Nullable String other) {
    return new OpenCase(id, row, assignee, facts, actions, children, opens, parent, fresh, other);
  }
}
