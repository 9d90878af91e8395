package dev.holdfast.desktop.queue;

import dev.holdfast.desktop.data.CaseRow;
import dev.holdfast.desktop.data.CaseRows;
import dev.holdfast.desktop.data.Catalog;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.desktop.text.Texts;
import dev.holdfast.device.api.ActionStatus;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.device.api.LockedException;
import dev.holdfast.device.api.PendingAction;
import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.wire.ActionOutcome;
import dev.holdfast.kernel.wire.ParkReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the queue as it is shown. Reads the store, so not for the screen's thread. */
final class QueueReading {
  private static final int MOST_ANSWERS = 100;

  private final Session session;
  private final Texts texts;
  private final Catalog catalog;
  private final Map<UUID, String> titles = new HashMap<>();

  QueueReading(Session session) {
    this.session = session;
    this.texts = session.texts();
    Catalog found = new Catalog(List.of(), texts.languages());
    try {
      found = new Catalog(session.holdfast().applications(), texts.languages());
      List<CaseView> cases = session.holdfast().cases();
      for (CaseRow row : new CaseRows(session, found).of(concerned(cases))) {
        titles.put(row.id(), row.title());
      }
    } catch (LockedException e) {
      // A locked device tells of its queue, and of nothing else: the actions keep their names.
      titles.clear();
    }
    this.catalog = found;
  }

  private Set<CaseView> concerned(List<CaseView> cases) {
    Set<UUID> ids =
        session.holdfast().pending().stream()
            .map(PendingAction::caseId)
            .collect(Collectors.toSet());
    session.holdfast().outcomes().stream()
        .limit(MOST_ANSWERS)
        .map(ActionOutcome::caseId)
        .filter(Objects::nonNull)
        .forEach(ids::add);
    return cases.stream().filter(view -> ids.contains(view.id())).collect(Collectors.toSet());
  }

  /** What was not taken, in order. */
  List<Waiting> waiting() {
    return session.holdfast().pending().stream().map(this::waiting).toList();
  }

  private Waiting waiting(PendingAction action) {
    Waiting.Kind kind = kind(action.status());
    ParkReason reason = action.reason();
    String explanation =
        reason == null || kind != Waiting.Kind.PARKED
            ? texts.get("queue.means." + kind.name().toLowerCase(Locale.ROOT))
            : texts.getOr("queue.reason." + reason.code(), texts.get("queue.means.parked"));
    return new Waiting(
        action,
        title(action),
        session.values().times().brief(action.performedAt()),
        kind,
        texts.get("queue.status." + kind.name().toLowerCase(Locale.ROOT)),
        explanation,
        action.messages(),
        values(action));
  }

  private static Waiting.Kind kind(ActionStatus status) {
    return switch (status) {
      case SENDING, OFFERED, CONFIRMED -> Waiting.Kind.SENT;
      case PARKED -> Waiting.Kind.PARKED;
      case REFUSED -> Waiting.Kind.RETURNED;
      case PENDING, CANCELLED -> Waiting.Kind.WAITS;
    };
  }

  private String title(PendingAction action) {
    String what = catalog.actionLabel(action.application(), action.type(), action.name());
    String of = titles.get(action.caseId());
    return texts.get(
        "queue.title",
        what,
        of == null ? catalog.typeLabel(action.application(), action.type()) : of);
  }

  private List<String> values(PendingAction action) {
    CaseType type = catalog.type(action.application(), action.type()).orElse(null);
    List<String> lines = new ArrayList<>();
    action
        .fields()
        .forEach(
            (field, value) -> {
              String label = catalog.fieldLabel(action.application(), action.type(), field);
              lines.add(texts.get("queue.value", label, value(action, type, field, value)));
            });
    return List.copyOf(lines);
  }

  private String value(
      PendingAction action, @Nullable CaseType type, String field, @Nullable Object json) {
    CaseType.Field known = type == null ? null : type.field(field);
    if (json == null || known == null) {
      return json == null ? texts.get("value.none") : json.toString();
    }
    if (json instanceof List<?> records && known.of().isEmpty()) {
      return texts.get("form.records", records.size());
    }
    Subject subject =
        BuiltIn.LABELLED.contains(field)
            ? Subject.builtIn(field)
            : Subject.field(action.type(), field);
    return session
        .values()
        .of(
            Values.fromJson(known, json).orElse(json),
            text ->
                known.of().isEmpty()
                    ? text
                    : catalog.choiceLabel(action.application(), subject, text));
  }

  /** What the server has said last. */
  List<Waiting.Answer> answers() {
    return session.holdfast().outcomes().stream()
        .limit(MOST_ANSWERS)
        .map(
            outcome -> {
              UUID caseId = outcome.caseId();
              String of = caseId == null ? null : titles.get(caseId);
              String outcomes =
                  texts.get("queue.outcome." + outcome.outcome().name().toLowerCase(Locale.ROOT));
              return new Waiting.Answer(
                  of == null ? texts.get("queue.other-case") : of,
                  outcomes,
                  outcome.messages(),
                  caseId);
            })
        .toList();
  }
}
