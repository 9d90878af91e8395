package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a submitted action, by the table in {@code docs/specs/actions.md}. Pure,
 * like the {@link CaseEngine} that it asks.
 */
public final class Judge {
  private final CompiledPackage logic;
  private final RowLookup rows;
  private final CaseEngine engine;

  /** Makes a judge that knows no other cases. */
  public Judge(CompiledPackage logic, RowLookup rows) {
    this(logic, rows, CaseLookup.none());
  }

  /**
   * Makes a judge.
   *
   * @param logic the package that it judges by
   * @param rows the rows that references refer to
   * @param cases the other cases that actions depend on
   */
  public Judge(CompiledPackage logic, RowLookup rows, CaseLookup cases) {
    this.logic = logic;
    this.rows = rows;
    this.engine = new CaseEngine(logic, rows, cases);
  }

  /**
   * Judges an action.
   *
   * @param situation the case as it stands
   * @param understood what was submitted, in the package's words
   * @param user who submitted it
   */
  public Judgement judge(Situation situation, Understanding understood, User user) {
    ActionSubmission action = understood.action();
    CaseType type = logic.definition().cases().get(action.type());
    if (type == null) {
      return parked(ParkReason.NOT_AVAILABLE, Messages.unknownType(action.type()));
    }
    if (!understood.obstacles().isEmpty()) {
      return new Judgement.Parked(ParkReason.OLD_LOGIC, understood.obstacles());
    }
    CaseType.Action definition = type.actions().get(action.name());
    if (definition == null) {
      return parked(notUnderstood(action), Messages.unknownAction(type, action.name()));
    }
    CaseState current = situation.current();
    CaseState seen = situation.visible() ? current : null;
    FieldInput input = FieldInput.read(type, definition, action.fields(), rows, seen);
    if (!input.readable()) {
      return new Judgement.Parked(notUnderstood(action), input.messages());
    }
    if (current == null) {
      return definition.creates() == null
          ? parked(ParkReason.NOT_AVAILABLE, Messages.noCase())
          : asItIs(situation, type, action, user);
    }
    if (!situation.visible()) {
      return parked(ParkReason.NOT_AVAILABLE, Messages.notVisible());
    }
    if (current.completed()) {
      return parked(ParkReason.ALREADY_COMPLETED, Messages.completed());
    }
    return situation.baseCurrent() || definition.creates() != null
        ? asItIs(situation, type, action, user)
        : onChanged(situation, current, type, action, input, user);
  }

  private Judgement onChanged(
      Situation situation,
      CaseState current,
      CaseType type,
      ActionSubmission action,
      FieldInput input,
      User user) {
    return switch (type.conflict()) {
      case LAST_WRITER_WINS -> asItIs(situation, type, action, user);
      case PARK_IF_STALE ->
          new Judgement.Parked(ParkReason.STALE, stale(current, type, action, user));
      case MERGE_FIELDS ->
          input.values().isEmpty()
              ? asItIs(situation, type, action, user)
              : merged(current, type, action, input, user);
    };
  }

  /** That somebody was quicker says more of a claim than that the case has changed. */
  private static List<Message> stale(
      CaseState current, CaseType type, ActionSubmission action, User user) {
    CaseType.Action definition = type.actions().get(action.name());
    return Stream.concat(
            definition == null
                ? Stream.empty()
                : Holder.of(current).objection(definition, user).stream(),
            Stream.of(Messages.stale(current)))
        .toList();
  }

  /** The value of a field of a case, a built-in one included, in Java form; null if none. */
  @Nullable Object value(CaseState state, String field) {
    return state.value(logic.definition().cases().get(state.type()), field);
  }

  private Judgement asItIs(Situation situation, CaseType type, ActionSubmission action, User user) {
    CaseState current = situation.current();
    Performance performance =
        engine.perform(current, ActionRequest.of(action), user, action.moment());
    if (performance instanceof Performance.Performed performed) {
      boolean alone = current == null || situation.baseCurrent();
      return new Judgement.Applied(
          performed.after(),
          performed.changes(),
          alone ? Map.of() : overwritten(type, action, performed.changes()));
    }
    return notAllowed(performance);
  }

  private Judgement merged(
      CaseState current, CaseType type, ActionSubmission action, FieldInput input, User user) {
    Map<String, @Nullable Object> theirs = new HashMap<>(current.fields());
    for (String name : type.coordination().builtIns().keySet()) {
      theirs.put(name, current.value(type, name));
    }
    ThreeWayMerge.Result merge =
        ThreeWayMerge.merge(type, base(type, action), input.values(), theirs);
    if (!merge.conflicts().isEmpty()) {
      return new Judgement.Parked(ParkReason.STALE, merge.conflicts());
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    merge
        .values()
        .forEach(
            (name, value) -> {
              if (!Values.same(value, theirs.get(name))) {
                fields.put(name, value == null ? null : Values.toJson(value));
              }
            });
    // What the action may not set is not merged: the engine says so.
    action
        .fields()
        .forEach(
            (name, value) -> {
              if (!input.values().containsKey(name)) {
                fields.put(name, value);
              }
            });
    ActionRequest request =
        new ActionRequest(action.caseId(), action.type(), action.name(), fields);
    Performance performance = engine.perform(current, request, user, action.moment());
    return performance instanceof Performance.Performed performed
        ? new Judgement.Merged(performed.after(), performed.changes(), merge.explanation())
        : notAllowed(performance);
  }

  /** The changes of fields whose value was no longer the one that the user had seen. */
  private static Map<String, Change> overwritten(
      CaseType type, ActionSubmission action, Map<String, Change> changes) {
    Map<String, Object> base = base(type, action);
    Map<String, Change> overwritten = new LinkedHashMap<>();
    changes.forEach(
        (name, change) -> {
          boolean set = action.fields().containsKey(name);
          if (set && !Values.same(base.get(name), change.from())) {
            overwritten.put(name, change);
          }
        });
    return overwritten;
  }

  private static Map<String, Object> base(CaseType type, ActionSubmission action) {
    return Values.fieldsFromJson(type, action.base());
  }

  /** What the same logic can't have made is unreadable; what another version made is old. */
  private ParkReason notUnderstood(ActionSubmission action) {
    return action.packageVersion().equals(logic.definition().version())
        ? ParkReason.UNREADABLE
        : ParkReason.OLD_LOGIC;
  }

  private static Judgement parked(ParkReason reason, Message message) {
    return new Judgement.Parked(reason, List.of(message));
  }

  private static Judgement notAllowed(Performance refused) {
    return new Judgement.Parked(ParkReason.NOT_ALLOWED, ((Performance.Refused) refused).messages());
  }
}
