package dev.holdfast.device.peer;

import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.casework.CaseState;
import dev.holdfast.kernel.casework.Judge;
import dev.holdfast.kernel.casework.Judgement;
import dev.holdfast.kernel.casework.Message;
import dev.holdfast.kernel.casework.Situation;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.casework.Upcast.Content;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.kernel.wire.Outcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges actions, once each, and keeps the cases of one state and one user in their buckets. */
final class Desk {
  private static final String AIRPORTS = "airfield-inspection/airport[state=AK]";
  private final Model model;
  private final Map<UUID, CaseState> cases = new HashMap<>();
  private final Map<UUID, String> marks = new HashMap<>();
  private final Map<UUID, ActionOutcome> outcomes = new LinkedHashMap<>();
  private final Map<UUID, UUID> lastOwn = new HashMap<>();
  private final Map<String, CompiledPackage> compiled = new HashMap<>();
  private final Map<UUID, Long> elsewhere = new HashMap<>();
  private long nextCase = 1;
  private boolean coordinated;
  private String words = "1.0.0";
  private long saves;

  Desk(Model model) {
    this.model = model;
  }

  /** Takes back everything that comes from here on, when it is run. */
  Runnable backup() {
    Map<UUID, CaseState> savedCases = Map.copyOf(cases);
    Map<UUID, String> savedMarks = Map.copyOf(marks);
    Map<UUID, ActionOutcome> savedOutcomes = new LinkedHashMap<>(outcomes);
    Map<UUID, UUID> savedOwn = Map.copyOf(lastOwn);
    return () -> {
      cases.clear();
      cases.putAll(savedCases);
      marks.clear();
      marks.putAll(savedMarks);
      outcomes.clear();
      outcomes.putAll(savedOutcomes);
      lastOwn.clear();
      lastOwn.putAll(savedOwn);
    };
  }

  /** Whether rows have what packages that use it add to what a case always has. */
  void coordinated(boolean value) {
    coordinated = value;
    List.copyOf(cases.values()).forEach(this::save);
  }

  /** Says all cases in the words of a version, which they keep until another one comes. */
  void speak(ApplicationPackage logic, Upcast upcast) {
    for (CaseState state : List.copyOf(cases.values())) {
      Content before = new Content(state.stage(), Values.fieldsToJson(state.fields()));
      Content after = upcast.reword(state.type(), words, before);
      CaseType type = logic.cases().get(state.type());
      if (type != null && !after.equals(before)) {
        save(
            new CaseState(
                state.id(),
                state.type(),
                after.stage(),
                state.completed(),
                state.version(),
                state.assignee(),
                Values.fieldsFromJson(type, after.fields()),
                state.context()),
            Objects.requireNonNull(marks.get(state.id())));
      }
    }
    words = logic.version();
  }

  List<ActionOutcome> judged() {
    return List.copyOf(outcomes.values());
  }

  UUID planned(String state, String site, String assignee) {
    UUID id = new UUID(1, nextCase++);
    save(new CaseState(id, "inspection", "planned", false, 1, assignee, Map.of("site", site)));
    return id;
  }

  void elsewhere(UUID id, String field, Object value) {
    CaseState old = Objects.requireNonNull(cases.get(id));
    Map<String, Object> fields = new HashMap<>(old.fields());
    fields.put(field, value);
    lastOwn.remove(id);
    elsewhere.merge(id, 1L, Long::sum);
    save(
        new CaseState(
            id,
            old.type(),
            old.stage(),
            old.completed(),
            old.version() + 1,
            old.assignee(),
            fields,
            old.context()));
  }

  void complete(UUID id) {
    CaseState old = Objects.requireNonNull(cases.get(id));
    lastOwn.remove(id);
    elsewhere.merge(id, 1L, Long::sum);
    save(
        new CaseState(
            id, old.type(), "closed", true, old.version() + 1, old.assignee(), old.fields()));
  }

  long changesElsewhere(UUID id) {
    return elsewhere.getOrDefault(id, 0L);
  }

  boolean knows(UUID action) {
    return outcomes.containsKey(action);
  }

  ActionOutcome judge(ApplicationPackage logic, User user, Understanding understood) {
    ActionOutcome known = outcomes.get(understood.action().id());
    return known == null ? first(logic, user, understood) : known;
  }

  /** Parks an action of which something is not there any more. */
  ActionOutcome park(ActionSubmission action) {
    return outcomes.computeIfAbsent(
        action.id(), id -> parked(action, ParkReason.NOT_AVAILABLE, List.of()));
  }

  private ActionOutcome first(ApplicationPackage logic, User user, Understanding understood) {
    ActionSubmission action = understood.action();
    CaseState current = cases.get(action.caseId());
    boolean own = action.follows() != null && action.follows().equals(lastOwn.get(action.caseId()));
    boolean baseCurrent = current == null || own || isBase(current, action);
    CompiledPackage rules =
        compiled.computeIfAbsent(logic.digest(), digest -> CompiledPackage.of(logic));
    Judgement judgement =
        new Judge(rules, this::row)
            .judge(new Situation(current, true, baseCurrent), understood, user);
    ActionOutcome outcome;
    if (judgement instanceof Judgement.Parked parked) {
      outcome = parked(action, parked.reason(), parked.messages());
    } else {
      boolean merged = judgement instanceof Judgement.Merged;
      CaseState after =
          judgement instanceof Judgement.Applied applied
              ? applied.after()
              : ((Judgement.Merged) judgement).after();
      CaseState next = withVersion(after, after.version() + 1);
      save(next);
      lastOwn.put(next.id(), action.id());
      outcome =
          new ActionOutcome(
              action.id(),
              next.id(),
              merged ? Outcome.MERGED : Outcome.APPLIED,
              null,
              List.of(),
              null,
              next.version());
    }
    outcomes.put(action.id(), outcome);
    return outcome;
  }

  private boolean isBase(CaseState current, ActionSubmission action) {
    return current.version() == action.baseVersion()
        && (action.baseMark() == null || action.baseMark().equals(marks.get(current.id())));
  }

  void decide(ActionOutcome outcome) {
    outcomes.put(outcome.action(), outcome);
    long transaction = model.begin();
    model.write(
        transaction,
        PeerScope.OUTCOMES,
        CanonicalJson.of(List.of(outcome.action().toString())),
        row(
            Arrays.asList(
                outcome.action().toString(),
                text(outcome.caseId()),
                outcome.outcome().name().toLowerCase(Locale.ROOT),
                outcome.reason() == null ? null : outcome.reason().code(),
                CanonicalJson.of(outcome.messages()),
                text(outcome.issue()),
                outcome.version(),
                "2026-11-23T09:00:00Z")));
    model.commit(transaction);
  }

  /** An array as {@code json_build_array} writes it. */
  private static String row(List<@Nullable Object> values) {
    return values.stream().map(CanonicalJson::of).collect(Collectors.joining(", ", "[", "]"));
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static ActionOutcome parked(
      ActionSubmission action, ParkReason reason, List<Message> messages) {
    return new ActionOutcome(
        action.id(),
        action.caseId(),
        Outcome.PARKED,
        reason,
        messages.stream().map(Message::text).toList(),
        new UUID(5, action.sequence()),
        0);
  }

  private static CaseState withVersion(CaseState state, long version) {
    return new CaseState(
        state.id(),
        state.type(),
        state.stage(),
        state.completed(),
        version,
        state.assignee(),
        state.fields(),
        state.context());
  }

  /**
   * A case is in the bucket of its assignee and in that of its site's state, here always Alaska.
   */
  private void save(CaseState state) {
    // Time goes on, whatever is restored.
    save(state, Instant.parse("2026-11-23T08:00:00Z").plusMillis(saves++).toString());
  }

  private void save(CaseState state, String changedAt) {
    cases.put(state.id(), state);
    marks.put(state.id(), changedAt);
    long transaction = model.begin();
    String key = CanonicalJson.of(List.of(state.id().toString()));
    List<@Nullable Object> values =
        new ArrayList<>(
            Arrays.asList(
                state.id().toString(),
                state.stage(),
                state.completed(),
                state.version(),
                state.assignee(),
                CanonicalJson.of(Values.fieldsToJson(state.fields())),
                "2026-11-23T08:00:00Z",
                changedAt));
    if (coordinated) {
      values.add(state.context().worklist());
      values.add(asPostgres(state.context().openedAt()));
      values.add(asPostgres(state.context().stageSince()));
      values.add(text(state.context().parent()));
    }
    String row = row(values);
    model.write(
        transaction,
        "airfield-inspection/inspection[assignee=alice]",
        key,
        "alice".equals(state.assignee()) ? row : null);
    model.write(transaction, "airfield-inspection/inspection[site.state=AK]", key, row);
    model.commit(transaction);
  }

  private static @Nullable String asPostgres(@Nullable Instant time) {
    return time == null ? null : time.toString().replace('T', ' ').replace("Z", "+00");
  }

  private Optional<Map<String, @Nullable Object>> row(String table, String key) {
    return model.rows(AIRPORTS).containsKey(CanonicalJson.of(List.of(key)))
        ? Optional.of(Map.of("iata", key, "state", "AK"))
        : Optional.empty();
  }
}
