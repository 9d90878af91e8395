package dev.holdfast.desktop.data;

import dev.holdfast.desktop.data.CaseRow.Urgency;
import dev.holdfast.desktop.task.Session;
import dev.holdfast.device.api.CaseView;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows of cases. Reads the store, so not for the screen's thread. */
public final class CaseRows {
  private static final int SHORT_ID = 8;

  private final Session session;
  private final Catalog catalog;

  /** Rows in a session's language. */
  public CaseRows(Session session, Catalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  /** Rows of these cases: overdue ones first, then what is due next, then by title. */
  public List<CaseRow> of(Collection<CaseView> cases) {
    Map<String, Map<String, String>> names = names(cases);
    List<CaseRow> rows = new ArrayList<>();
    cases.forEach(each -> rows.add(row(each, names)));
    rows.sort(
        Comparator.comparing((CaseRow row) -> row.view().overdue() ? 0 : 1)
            .thenComparing(row -> next(row.view()))
            .thenComparing(CaseRow::title)
            .thenComparing(CaseRow::id));
    return List.copyOf(rows);
  }

  private static Instant next(CaseView view) {
    Instant goal = view.due().goal();
    Instant deadline = view.due().deadline();
    return deadline != null ? deadline : goal != null ? goal : Instant.MAX;
  }

  private CaseRow row(CaseView view, Map<String, Map<String, String>> names) {
    String title =
        catalog
            .type(view.application(), view.type())
            .flatMap(type -> title(type, view, names))
            .orElse(catalog.typeLabel(view.application(), view.type()) + ' ' + shortId(view));
    String type = catalog.typeLabel(view.application(), view.type());
    String stage = catalog.stageLabel(view.application(), view.type(), view.stage());
    String list = view.worklist();
    String worklist = list == null ? null : catalog.worklistLabel(view.application(), list);
    Urgency urgency = urgency(view);
    return new CaseRow(
        view,
        title,
        type,
        stage,
        worklist,
        due(view, urgency),
        urgency,
        words(view, title, type, stage, worklist, names));
  }

  private Urgency urgency(CaseView view) {
    if (view.overdue()) {
      return Urgency.OVERDUE;
    }
    Instant goal = view.due().goal();
    return goal != null && goal.isBefore(session.values().times().now())
        ? Urgency.LATE
        : Urgency.NONE;
  }

  private String due(CaseView view, Urgency urgency) {
    var times = session.values().times();
    Instant goal = view.due().goal();
    Instant deadline = view.due().deadline();
    if (urgency == Urgency.OVERDUE && deadline != null) {
      return session.texts().get("due.overdue", times.distance(deadline));
    }
    if (urgency == Urgency.LATE && goal != null) {
      return deadline == null
          ? session.texts().get("due.goal-missed", times.distance(goal))
          : session.texts().get("due.deadline", times.distance(deadline));
    }
    Instant next = goal != null ? goal : deadline;
    return next == null ? "" : session.texts().get("due.goal", times.distance(next));
  }

  /** What a case is about: the row of the first reference, or the first text. */
  private static Optional<String> title(
      CaseType type, CaseView view, Map<String, Map<String, String>> names) {
    for (CaseType.Field field : type.fields().values()) {
      Object value = view.fields().get(field.name());
      if (value != null && field.type() == ValueType.REFERENCE && field.table() != null) {
        String key = value.toString();
        return Optional.of(namesOf(names, view, field).getOrDefault(key, key));
      }
    }
    return type.fields().values().stream()
        .filter(field -> field.type() == ValueType.TEXT)
        .map(field -> view.fields().get(field.name()))
        .filter(value -> value != null && !value.toString().isBlank())
        .map(String::valueOf)
        .findFirst();
  }

  private static String shortId(CaseView view) {
    String id = view.id().toString();
    return id.substring(id.length() - SHORT_ID);
  }

  private static String words(
      CaseView view,
      String title,
      String type,
      String stage,
      @Nullable String worklist,
      Map<String, Map<String, String>> names) {
    StringBuilder words = new StringBuilder();
    for (Object part :
        new @Nullable Object[] {title, type, stage, worklist, view.assignee(), view.id()}) {
      words.append(part == null ? "" : part).append(' ');
    }
    view.fields()
        .forEach(
            (field, value) -> {
              words.append(value).append(' ');
              names.forEach(
                  (table, of) -> words.append(of.getOrDefault(value.toString(), "")).append(' '));
            });
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> namesOf(
      Map<String, Map<String, String>> names, CaseView view, CaseType.Field field) {
    return names.getOrDefault(view.application() + '/' + field.table(), Map.of());
  }

  /** The names of all rows that these cases refer to, by application and table. */
  private Map<String, Map<String, String>> names(Collection<CaseView> cases) {
    Map<String, Set<String>> keys = new HashMap<>();
    for (CaseView view : cases) {
      catalog.type(view.application(), view.type()).ifPresent(type -> collect(type, view, keys));
    }
    References references = new References(session.holdfast());
    Map<String, Map<String, String>> names = new HashMap<>();
    keys.forEach(
        (table, wanted) -> {
          int slash = table.indexOf('/');
          catalog
              .application(table.substring(0, slash))
              .map(found -> references.names(found, table.substring(slash + 1), wanted))
              .ifPresent(found -> names.put(table, found));
        });
    return names;
  }

  private static void collect(CaseType type, CaseView view, Map<String, Set<String>> keys) {
    for (CaseType.Field field : type.fields().values()) {
      Object value = view.fields().get(field.name());
      if (value != null && field.type() == ValueType.REFERENCE && field.table() != null) {
        keys.computeIfAbsent(view.application() + '/' + field.table(), t -> new HashSet<>())
            .add(value.toString());
      }
    }
  }
}
