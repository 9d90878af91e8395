package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.RowLookup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Performs actions on cases as their package says. Pure: it changes nothing and asks nobody but the
 * lookup; the same input gives the same result on device and server. Safe for use by many threads
 * if the lookup is.
 */
public final class CaseEngine {
  private final CompiledPackage logic;
  private final RowLookup rows;

  /**
   * Makes an engine.
   *
   * @param logic the package
   * @param rows the rows that references refer to
   */
  public CaseEngine(CompiledPackage logic, RowLookup rows) {
    this.logic = logic;
    this.rows = rows;
  }

  /**
   * Performs an action.
   *
   * @param current the case, null if there is none, as before a creating action
   * @param request the action
   * @param user who performs it
   * @return the new case and what changed, or everything that speaks against it
   */
  public Performance perform(@Nullable CaseState current, ActionRequest request, User user) {
    CaseType type = logic.definition().cases().get(request.type());
    if (type == null) {
      return refused(Messages.unknownType(request.type()));
    }
    CaseType.Action action = type.actions().get(request.action());
    if (action == null) {
      return refused(Messages.unknownAction(type, request.action()));
    }
    FieldInput input = FieldInput.read(type, action, request.fields(), rows);
    List<Message> messages = new ArrayList<>();
    state(current, type, action).ifPresent(messages::add);
    boolean possible = messages.isEmpty();
    if (Collections.disjoint(user.roles(), action.by())) {
      messages.add(Messages.role(action));
    }
    messages.addAll(input.messages());
    CaseState before = current == null ? CaseChange.unborn(request, action) : current;
    messages.addAll(CaseChange.missing(type, action, input));
    if (possible && input.readable() && !guardHolds(type, action, before, input, user)) {
      messages.add(Messages.guard(action));
    }
    return messages.isEmpty()
        ? CaseChange.apply(current, before, action, input)
        : new Performance.Refused(List.copyOf(messages));
  }

  private static Optional<Message> state(
      @Nullable CaseState current, CaseType type, CaseType.Action action) {
    if (current == null) {
      return action.creates() == null ? Optional.of(Messages.noCase()) : Optional.empty();
    }
    if (action.creates() != null) {
      return Optional.of(Messages.caseExists());
    }
    if (!current.type().equals(type.name())) {
      return Optional.of(Messages.otherType(current));
    }
    if (current.completed()) {
      return Optional.of(Messages.completed());
    }
    return action.from().contains(current.stage())
        ? Optional.empty()
        : Optional.of(Messages.stage(action, current));
  }

  private boolean guardHolds(
      CaseType type, CaseType.Action action, CaseState before, FieldInput input, User user) {
    return logic
        .guard(type.name(), action.name())
        .map(guard -> guard.check(facts(before, input, user)).holds())
        .orElse(true);
  }

  private Facts facts(CaseState before, FieldInput input, User user) {
    Map<String, Object> known = new HashMap<>(before.fields());
    known.put("stage", before.stage());
    known.put("completed", before.completed());
    known.put("version", before.version());
    if (before.assignee() != null) {
      known.put(FieldInput.ASSIGNEE, before.assignee());
    }
    Map<String, Object> given = new HashMap<>();
    input
        .values()
        .forEach(
            (name, value) -> {
              if (value != null) {
                given.put(name, value);
              }
            });
    return new Facts(known, given, user, rows);
  }

  private static Performance refused(Message message) {
    return new Performance.Refused(List.of(message));
  }
}
