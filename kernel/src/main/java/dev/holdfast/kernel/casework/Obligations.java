package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.FieldLogic;
import dev.holdfast.kernel.rule.FieldsLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of fields ask of the case that an action leaves. An action is refused for what it
 * brings about: what was wrong before and is not touched stays workable.
 *
 * @param logic the fields of the case type
 * @param sheet what their rules are evaluated on
 * @param limits checks what is computed
 */
record Obligations(FieldsLogic logic, FactSheet sheet, Limits limits) {

  /**
   * Something that is wrong with a case.
   *
   * @param place the field, and in a list of records the record's id and its field
   * @param set the value that is there although the field is not visible, null if something else is
   *     wrong
   */
  private record Unmet(List<String> place, Message message, @Nullable Object set) {
    boolean isSameAs(Unmet other) {
      return place.equals(other.place) && message.code().equals(other.message.code());
    }
  }

  /**
   * Everything that the action does not leave as it should be.
   *
   * @param before the case before it, null if it creates it
   */
  List<Message> unmet(@Nullable CaseState before, CaseState after) {
    List<Unmet> found = scan(after);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Unmet> old = before == null ? List.of() : scan(before);
    Set<List<String>> touched = touched(before, after);
    return found.stream()
        .filter(unmet -> unmet.set() == null ? counts(unmet, old, touched) : isSet(unmet, before))
        .map(Unmet::message)
        .toList();
  }

  private static boolean counts(Unmet unmet, List<Unmet> old, Set<List<String>> touched) {
    return touched.contains(unmet.place().subList(0, Math.min(2, unmet.place().size())))
        || old.stream().noneMatch(unmet::isSameAs);
  }

  /** Whether the action has set what is not visible: what was there before may stay. */
  private boolean isSet(Unmet unmet, @Nullable CaseState before) {
    List<String> place = unmet.place();
    if (place.size() == 1) {
      return sheet.input().get(place.get(0)) != null;
    }
    Object list = before == null ? null : before.fields().get(place.get(0));
    Map<String, Object> record =
        Records.byId(list).orElse(Map.of()).getOrDefault(place.get(1), Map.of());
    return !Values.same(record.get(place.get(2)), unmet.set());
  }

  /** The fields that the action sets, and the records that it adds or changes. */
  private Set<List<String>> touched(@Nullable CaseState before, CaseState after) {
    Set<List<String>> touched =
        sheet.input().keySet().stream().map(List::of).collect(Collectors.toSet());
    for (FieldLogic field : logic.fields().values()) {
      if (field.records() != null) {
        String name = field.definition().name();
        var old = Records.byId(before == null ? null : before.fields().get(name)).orElse(Map.of());
        Records.byId(after.fields().get(name))
            .orElse(Map.of())
            .forEach(
                (id, record) -> {
                  if (!Values.same(record, old.get(id))) {
                    touched.add(List.of(name, id));
                  }
                });
      }
    }
    return touched;
  }

  private List<Unmet> scan(CaseState state) {
    Facts facts = sheet.on(state);
    List<Unmet> found = new ArrayList<>();
    for (FieldLogic field : logic.fields().values()) {
      String name = field.definition().name();
      Object value = state.fields().get(name);
      boolean visible =
          scan(field, value, facts, new Place(List.of(name), Spot.of(field.definition())), found);
      if (visible && field.records() != null) {
        records(field, value, facts, found);
      }
    }
    return found;
  }

  private void records(FieldLogic list, @Nullable Object value, Facts facts, List<Unmet> found) {
    FieldsLogic logic = list.records();
    String name = list.definition().name();
    int number = 0;
    for (Map<String, Object> record : Records.byId(value).orElse(Map.of()).values()) {
      number++;
      String id = (String) record.getOrDefault(Records.ID, "");
      for (FieldLogic part : logic == null ? List.<FieldLogic>of() : logic.fields().values()) {
        String partName = part.definition().name();
        Place place =
            new Place(List.of(name, id, partName), Spot.of(list.definition(), number, partName));
        scan(part, record.get(partName), facts.of(record), place, found);
      }
    }
  }

  private record Place(List<String> path, Spot spot) {}

  /** Whether the field is visible. */
  private boolean scan(
      FieldLogic field, @Nullable Object value, Facts facts, Place place, List<Unmet> found) {
    boolean visible = holds(field, FieldRules.Kind.VISIBLE, facts, true);
    if (!visible) {
      if (value != null && !field.definition().isComputed()) {
        found.add(new Unmet(place.path(), Messages.invisible(place.spot()), value));
      }
      return false;
    }
    boolean required = field.definition().rules().always();
    if (value == null || isEmpty(value)) {
      if (holds(field, FieldRules.Kind.REQUIRED, facts, required)) {
        found.add(new Unmet(place.path(), Messages.required(place.spot()), null));
      }
      return true;
    }
    if (!holds(field, FieldRules.Kind.CHECK, facts, true)) {
      found.add(new Unmet(place.path(), Messages.check(field.definition(), place.spot()), null));
    }
    if (field.definition().isComputed()) {
      List<Message> messages = new ArrayList<>();
      limits.check(field.definition(), value, place.spot(), messages);
      messages.forEach(message -> found.add(new Unmet(place.path(), message, null)));
    }
    return true;
  }

  static boolean holds(FieldLogic field, FieldRules.Kind kind, Facts facts, boolean otherwise) {
    return field.rule(kind).map(rule -> rule.check(facts).holds()).orElse(otherwise);
  }

  /** Text of spaces, and a list of nothing, is no value where one is required. */
  static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value instanceof String text && text.isBlank()
        || value instanceof List<?> list && list.isEmpty();
  }
}
