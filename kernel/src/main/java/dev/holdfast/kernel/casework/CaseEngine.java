package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.FieldsLogic;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Kinship kinship;

  /** Makes an engine that knows no other cases. */
  public CaseEngine(CompiledPackage logic, RowLookup rows) {
    this(logic, rows, CaseLookup.none());
  }

  /**
   * Makes an engine.
   *
   * @param logic the package
   * @param rows the rows that references refer to
   * @param cases the other cases that actions depend on
   */
  public CaseEngine(CompiledPackage logic, RowLookup rows, CaseLookup cases) {
    this.logic = logic;
    this.rows = rows;
    this.kinship = new Kinship(cases);
  }

  /**
   * Performs an action.
   *
   * @param current the case, null if there is none, as before a creating action
   * @param request the action
   * @param user who performs it
   * @param now the moment of the action by the server's clock, see {@link
   *     dev.holdfast.kernel.wire.ActionSubmission#moment()}
   * @return the new case and what changed, or everything that speaks against it
   */
  public Performance perform(
      @Nullable CaseState current, ActionRequest request, User user, Instant now) {
    CaseType type = logic.definition().cases().get(request.type());
    if (type == null) {
      return refused(Messages.unknownType(request.type()));
    }
    CaseType.Action action = type.actions().get(request.action());
    if (action == null) {
      return refused(Messages.unknownAction(type, request.action()));
    }
    FieldInput input = FieldInput.read(type, action, request.fields(), rows, current);
    List<Message> messages = new ArrayList<>();
    state(current, type, action).ifPresent(messages::add);
    boolean possible = messages.isEmpty();
    if (Collections.disjoint(user.roles(), action.by())) {
      messages.add(Messages.role(action));
    }
    if (possible && current != null) {
      Holder.of(current).objection(action, user).ifPresent(messages::add);
    }
    messages.addAll(input.messages());
    if (!possible || !input.readable()) {
      messages.addAll(missing(type, action, input));
      return new Performance.Refused(List.copyOf(messages));
    }
    kinship
        .objection(type, action, current, input.values())
        .filter(message -> !isReported(message, input))
        .ifPresent(messages::add);
    FactSheet sheet = new FactSheet(type, input.values(), user, now, rows);
    CaseState before = current == null ? CaseChange.unborn(request, action) : current;
    FieldsLogic fields = logic.fields(type.name());
    CaseState after = after(fields, before, action, sheet);
    new Obligations(fields, sheet, new Limits(rows))
        .unmet(current, after).stream()
            .filter(message -> !isReported(message, input))
            .forEach(messages::add);
    if (!guardHolds(type, action, sheet.on(before))) {
      messages.add(Messages.guard(action));
    }
    return messages.isEmpty()
        ? new Performance.Performed(after, CaseChange.changes(current, before, after))
        : new Performance.Refused(List.copyOf(messages));
  }

  /** The case as an action leaves it, with what it begins with and what is computed. */
  static CaseState after(
      FieldsLogic fields, CaseState before, CaseType.Action action, FactSheet sheet) {
    Computation computation = new Computation(fields, sheet);
    Map<String, @Nullable Object> given =
        action.creates() == null ? sheet.input() : computation.withDefaults(before);
    return computation.compute(CaseChange.after(before, action, given, sheet));
  }

  /** A field whose value can't be taken is not missing. */
  private static boolean isReported(Message unmet, FieldInput input) {
    return unmet.code().equals(Messages.REQUIRED)
        && input.messages().stream()
            .anyMatch(message -> Objects.equals(message.field(), unmet.field()));
  }

  /**
   * What a case may never be without and would be, as far as that can be said without its rules:
   * all when it is created, later what the action removes.
   */
  private static List<Message> missing(CaseType type, CaseType.Action action, FieldInput input) {
    return type.fields().values().stream()
        .filter(field -> field.isAskedFor())
        .filter(field -> action.creates() != null || input.values().containsKey(field.name()))
        .filter(field -> Obligations.isEmpty(input.values().get(field.name())))
        .map(field -> Messages.required(Spot.of(field)))
        .filter(message -> !isReported(message, input))
        .toList();
  }

  /** What speaks against an action on the case as it stands, whoever performs it. */
  static Optional<Message> state(
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

  private boolean guardHolds(CaseType type, CaseType.Action action, Facts facts) {
    return logic
        .guard(type.name(), action.name())
        .map(guard -> guard.check(facts).holds())
        .orElse(true);
  }

  private static Performance refused(Message message) {
    return new Performance.Refused(List.of(message));
  }
}
