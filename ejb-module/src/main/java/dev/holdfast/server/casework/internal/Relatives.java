package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.casework.CaseLookup;
import dev.holdfast.kernel.casework.CaseState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * The parents and children of the cases of one transaction. What was judged here counts as it is
 * now; of all others what is committed. Locks on the parent see to it that no child comes in
 * between. Not thread-safe.
 *
 * @param files the cases that are judged, with the parents that they have or are to have
 * @param definition the application
 * @param visible which of them the user may see
 */
record Relatives(
    CaseFiles files, ApplicationPackage definition, BiPredicate<CaseType, CaseState> visible)
    implements CaseLookup {

  @Override
  public Optional<CaseState> find(UUID id) {
    CaseFile file = files.get(id);
    CaseType type = file == null ? null : definition.cases().get(file.type());
    if (file == null || type == null || !file.isOf(definition.application(), type.name())) {
      return Optional.empty();
    }
    CaseState state = file.state(type);
    return visible.test(type, state) ? Optional.of(state) : Optional.empty();
  }

  @Override
  public Map<String, Long> openChildren(UUID parent, Collection<String> types) {
    Map<String, Long> open = new HashMap<>(files.openElsewhere(parent));
    for (CaseFile file : files.all().values()) {
      if (parent.equals(file.parent()) && !file.completed()) {
        open.merge(file.type(), 1L, Long::sum);
      }
    }
    open.keySet().retainAll(types);
    return open;
  }
}
