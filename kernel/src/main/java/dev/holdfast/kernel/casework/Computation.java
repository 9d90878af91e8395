package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.FieldLogic;
import dev.holdfast.kernel.rule.FieldsLogic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives fields the values that nobody sets: those they begin with, and those that are computed.
 *
 * @param logic the fields of the case type
 * @param sheet what their rules are evaluated on
 */
record Computation(FieldsLogic logic, FactSheet sheet) {

  /** What a creating action sets, with the values that the other fields begin with. */
  Map<String, @Nullable Object> withDefaults(CaseState unborn) {
    Map<String, @Nullable Object> given = new TreeMap<>(sheet.input());
    Facts facts = sheet.on(unborn);
    for (FieldLogic field : logic.fields().values()) {
      String name = field.definition().name();
      if (!sheet.input().containsKey(name)) {
        beginning(field, facts).ifPresent(value -> given.put(name, value));
      }
    }
    return given;
  }

  private static Optional<Object> beginning(FieldLogic field, Facts facts) {
    Optional<Object> json =
        field.definition().rules().byDefault() instanceof FieldRules.Literal literal
            ? Optional.of(literal.json())
            : field.rule(FieldRules.Kind.DEFAULT).flatMap(rule -> rule.value(facts));
    return json.flatMap(value -> read(field, value));
  }

  /** The case with its computed fields, each after those that it depends on. */
  CaseState compute(CaseState given) {
    CaseState state = given;
    for (FieldLogic field : logic.computing()) {
      Map<String, Object> fields = new TreeMap<>(state.fields());
      String name = field.definition().name();
      Optional<Object> value =
          field.records() == null
              ? computed(field, sheet.on(state))
              : records(field.records(), fields.get(name), sheet.on(state));
      value.ifPresentOrElse(found -> fields.put(name, found), () -> fields.remove(name));
      state = state.with(Collections.unmodifiableMap(fields));
    }
    return state;
  }

  /** A list with the computed fields of its records; as it is if it is no list of records. */
  private static Optional<Object> records(FieldsLogic logic, @Nullable Object value, Facts facts) {
    Optional<Map<String, Map<String, Object>>> records = Records.byId(value);
    if (value == null || records.isEmpty()) {
      return Optional.ofNullable(value);
    }
    List<Object> computed = new ArrayList<>();
    for (Map<String, Object> record : records.get().values()) {
      Map<String, Object> complete = new LinkedHashMap<>(record);
      for (FieldLogic field : logic.computing()) {
        CaseType.Field definition = field.definition();
        computed(field, facts.of(complete))
            .ifPresentOrElse(
                found -> complete.put(definition.name(), found),
                () -> complete.remove(definition.name()));
      }
      computed.add(Collections.unmodifiableMap(complete));
    }
    return Optional.of(List.copyOf(computed));
  }

  private static Optional<Object> computed(FieldLogic field, Facts facts) {
    return field
        .rule(FieldRules.Kind.COMPUTED)
        .flatMap(rule -> rule.value(facts))
        .flatMap(json -> read(field, json));
  }

  private static Optional<Object> read(FieldLogic field, Object json) {
    return Values.fromJson(field.definition(), json)
        .filter(value -> !(value instanceof List<?> list && list.isEmpty()));
  }
}
