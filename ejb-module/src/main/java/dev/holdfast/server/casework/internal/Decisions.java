package dev.holdfast.server.casework.internal;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.ActionRequest;
import dev.holdfast.kernel.casework.CaseEngine;
import dev.holdfast.kernel.casework.CaseLookup;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Change;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Performance;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.RowLookup;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Deciding.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what a person's decision on a parked action would do to its case. Pure. The action is still
 * its submitter's, but who decides adds the authority of an own role.
 */
final class Decisions {
  private final CaseType type;
  private final String packageVersion;
  private final CaseEngine engine;
  private final CaseLookup cases;

  Decisions(CompiledPackage logic, CaseType type, RowLookup rows, CaseLookup cases) {
    this.type = type;
    this.packageVersion = logic.definition().version();
    this.engine = new CaseEngine(logic, rows, cases);
    this.cases = cases;
  }

  /** What a decision would do. */
  sealed interface Ruling {}

  /**
   * The action takes effect.
   *
   * @param after the case after it
   * @param changes what changed, in Java form
   * @param packageVersion the version that it was judged by
   */
  record Taken(CaseState after, Map<String, Change> changes, String packageVersion)
      implements Ruling {}

  /**
   * It can't be done.
   *
   * @param messages everything that speaks against it
   */
  record Refused(List<String> messages) implements Ruling {
    static Refused because(String message) {
      return new Refused(List.of(message));
    }
  }

  /**
   * Rules on a decision. What its action can't say in the words of the version in force, the person
   * has to: an edit of the field is an answer, and so is to remove one that there is not.
   *
   * @param understood the action in the words of the version in force
   * @param current the case, null if there is none
   * @param fresh the id of a new case, if one is made
   * @param now since when a case that is new or open again stands where it stands
   */
  Ruling rule(
      Decision made,
      Understanding understood,
      @Nullable CaseState current,
      UUID fresh,
      Instant now) {
    List<String> unanswered = InTheseWords.unanswered(made, understood);
    if (!unanswered.isEmpty()) {
      return new Refused(unanswered);
    }
    Ruling ruling = rule(InTheseWords.of(made, understood), current, fresh, now);
    return ruling instanceof Taken taken
        ? new Taken(
            taken.after(), Entries.withLetGo(understood, taken.changes()), taken.packageVersion())
        : ruling;
  }

  private Ruling rule(Decision decision, @Nullable CaseState current, UUID fresh, Instant now) {
    return switch (decision.way()) {
      case APPLY -> {
        Ruling ruling = perform(current, request(decision), decision);
        yield current == null ? begun(ruling, now) : ruling;
      }
      case NEW_CASE -> begun(anew(decision, current, fresh), now);
      case REOPEN -> reopen(decision, current, now);
    };
  }

  /** It begins now, not when the action was performed that waited. */
  private static Ruling begun(Ruling ruling, Instant now) {
    return ruling instanceof Taken taken
        ? new Taken(
            taken.after().with(taken.after().context().begunAt(now)),
            taken.changes(),
            taken.packageVersion())
        : ruling;
  }

  private Ruling reopen(Decision decision, @Nullable CaseState current, Instant now) {
    CaseType.Action action = type.actions().get(decision.action().name());
    if (current == null || !current.completed() || action == null) {
      return Refused.because("Only a completed case can be reopened.");
    }
    UUID parent = current.context().parent();
    if (parent != null && cases.find(parent).filter(CaseState::completed).isPresent()) {
      return Refused.because("Its parent is completed; a child can't be opened under it again.");
    }
    Optional<String> stage = stageFor(action, current.stage());
    if (stage.isEmpty()) {
      return Refused.because(action.name() + " is not possible in any stage of an open case.");
    }
    Ruling ruling = perform(current.reopened(stage.get()), request(decision), decision);
    return begun(ruling, now) instanceof Taken taken
        ? new Taken(taken.after(), changes(current, taken), packageVersion)
        : ruling;
  }

  /**
   * The stage where the case stands if the action is possible there, else the last one where it is.
   */
  private Optional<String> stageFor(CaseType.Action action, String present) {
    if (action.from().contains(present)) {
      return Optional.of(present);
    }
    return type.stages().stream().filter(action.from()::contains).reduce((a, b) -> b);
  }

  /** The same changes, from the completed case instead of the reopened one. */
  private static Map<String, Change> changes(CaseState completed, Taken taken) {
    Map<String, Change> changes = new HashMap<>(taken.changes());
    changes.remove("stage");
    changes.remove("completed");
    if (!taken.after().stage().equals(completed.stage())) {
      changes.put("stage", new Change(completed.stage(), taken.after().stage()));
    }
    if (!taken.after().completed()) {
      changes.put("completed", new Change(true, false));
    }
    return changes;
  }

  /** The first creating action that takes everything that the parked one sets. */
  private Ruling anew(Decision decision, @Nullable CaseState current, UUID fresh) {
    Map<String, ? extends @Nullable Object> wanted = request(decision).fields();
    CaseType.Action parked = type.actions().get(decision.action().name());
    if (wanted.isEmpty() && (parked == null || parked.creates() == null)) {
      return Refused.because("It sets nothing that a new case could be made of.");
    }
    Ruling last =
        Refused.because(
            "No action that creates a case of type " + type.name() + " takes all of its fields.");
    for (CaseType.Action action : type.actions().values()) {
      if (action.creates() != null && action.sets().containsAll(wanted.keySet())) {
        Map<String, @Nullable Object> fields = new HashMap<>(inherited(current, action));
        fields.putAll(wanted);
        fields.values().removeIf(value -> value == null);
        last = perform(null, request(fresh, action.name(), fields), decision);
        if (last instanceof Taken) {
          return last;
        }
      }
    }
    return last;
  }

  private Map<String, Object> inherited(@Nullable CaseState from, CaseType.Action action) {
    Map<String, Object> fields = new HashMap<>();
    if (from != null) {
      fields.putAll(Values.fieldsToJson(from.fields()));
      for (String name : type.coordination().builtIns().keySet()) {
        Object value = from.value(type, name);
        if (value != null) {
          fields.put(name, value);
        }
      }
    }
    fields.keySet().retainAll(action.sets());
    return fields;
  }

  /** What the action asks for, edits included. */
  private ActionRequest request(Decision decision) {
    ActionSubmission action = decision.action();
    Map<String, @Nullable Object> fields = new HashMap<>(action.fields());
    decision
        .edits()
        .forEach((name, value) -> fields.put(name, value == null ? null : typed(name, value)));
    return request(action.caseId(), action.name(), fields);
  }

  @SuppressWarnings("NullAway") // javac doesn't read annotations inside types from the kernel's jar
  private ActionRequest request(UUID caseId, String name, Map<String, @Nullable Object> fields) {
    return new ActionRequest(caseId, type.name(), name, fields);
  }

  /**
   * The JSON form of what a person has typed; as it is if that makes no value of the field's type.
   */
  private Object typed(String name, Object value) {
    CaseType.Field field = type.fields().get(name);
    return field != null && value instanceof String text
        ? Values.jsonFromText(field, text).orElse(value)
        : value;
  }

  private Ruling perform(@Nullable CaseState current, ActionRequest request, Decision decision) {
    Performance performance =
        engine.perform(current, request, both(decision), decision.action().moment());
    if (performance instanceof Performance.Performed performed) {
      return new Taken(performed.after(), performed.changes(), packageVersion);
    }
    return new Refused(
        ((Performance.Refused) performance).messages().stream().map(Message::text).toList());
  }

  private static User both(Decision decision) {
    User submitter = decision.authority().submitter();
    Set<String> roles = new HashSet<>(submitter.roles());
    roles.addAll(decision.authority().decider().roles());
    return new User(submitter.name(), roles, submitter.attributes());
  }
}
