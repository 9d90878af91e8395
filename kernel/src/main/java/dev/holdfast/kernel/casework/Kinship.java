package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a case's parent and children say to an action.
 *
 * @param cases finds them
 */
record Kinship(CaseLookup cases) {

  /**
   * What speaks against an action.
   *
   * @param current the case, null before a creating action
   * @param input what it sets, in Java form
   */
  Optional<Message> objection(
      CaseType type,
      CaseType.Action action,
      @Nullable CaseState current,
      Map<String, @Nullable Object> input) {
    if (current != null) {
      return waiting(action.waitsFor(), current);
    }
    boolean child =
        action.sets().contains(BuiltIn.PARENT) && type.coordination().hasBuiltIn(BuiltIn.PARENT);
    return child ? opening(type, (String) input.get(BuiltIn.PARENT)) : Optional.empty();
  }

  private Optional<Message> waiting(List<String> types, CaseState current) {
    Map<String, Long> open = types.isEmpty() ? Map.of() : cases.openChildren(current.id(), types);
    return open.isEmpty() ? Optional.empty() : Optional.of(Messages.openChildren(open));
  }

  private Optional<Message> opening(CaseType type, @Nullable String id) {
    if (id == null) {
      return Optional.of(Messages.required(new Spot(BuiltIn.PARENT, BuiltIn.PARENT)));
    }
    CaseState parent = cases.find(UUID.fromString(id)).orElse(null);
    if (parent == null || !type.coordination().family().parents().contains(parent.type())) {
      return Optional.of(Messages.noParent(type, id));
    }
    return parent.completed() ? Optional.of(Messages.parentCompleted()) : Optional.empty();
  }
}
