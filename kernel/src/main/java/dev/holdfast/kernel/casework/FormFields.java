package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.Wording;
import dev.holdfast.kernel.rule.Facts;
import dev.holdfast.kernel.rule.FieldLogic;
import dev.holdfast.kernel.rule.FieldsLogic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the fields of one form.
 *
 * @param type the case type
 * @param fields its fields
 * @param action the action
 * @param wording the languages of the user
 * @param facts what rules see: the case as the action would leave it
 */
record FormFields(
    CaseType type, FieldsLogic fields, CaseType.Action action, Wording wording, Facts facts) {

  /** A field of the case, a built-in one included. */
  ActionForm.Field field(String name, CaseState after) {
    boolean settable = action.sets().contains(name);
    FieldLogic field = fields.fields().get(name);
    if (field == null) {
      CaseType.Field builtIn = Objects.requireNonNull(type.field(name), name);
      var state = new ActionForm.State(settable, false, true, after.value(type, name));
      // Worklists have their labels where the package declares them, and no other has choices.
      return field(Subject.builtIn(name), builtIn, state, Subject::worklist, null);
    }
    Subject subject = Subject.field(type.name(), name);
    Object value = after.fields().get(name);
    return field(
        subject,
        field.definition(),
        state(field, settable, facts, value),
        subject::choice,
        field.records() == null ? null : records(field, field.records(), settable, value));
  }

  private ActionForm.Records records(
      FieldLogic list, FieldsLogic parts, boolean settable, @Nullable Object value) {
    List<ActionForm.Row> rows = new ArrayList<>();
    Records.byId(value)
        .orElse(Map.of())
        .forEach(
            (id, record) -> rows.add(new ActionForm.Row(id, parts(list, parts, settable, record))));
    return new ActionForm.Records(parts(list, parts, settable, Map.of()), List.copyOf(rows));
  }

  private List<ActionForm.Field> parts(
      FieldLogic list, FieldsLogic parts, boolean settable, Map<String, Object> record) {
    List<ActionForm.Field> made = new ArrayList<>();
    for (FieldLogic part : parts.fields().values()) {
      String name = part.definition().name();
      Subject subject = Subject.recordField(type.name(), list.definition().name(), name);
      boolean own = settable && !part.definition().isComputed();
      var state = state(part, own, facts.of(record), record.get(name));
      made.add(field(subject, part.definition(), state, subject::choice, null));
    }
    return List.copyOf(made);
  }

  private static ActionForm.State state(
      FieldLogic field, boolean settable, Facts facts, @Nullable Object value) {
    boolean visible = Obligations.holds(field, FieldRules.Kind.VISIBLE, facts, true);
    boolean always = field.definition().rules().always();
    boolean required =
        settable && visible && Obligations.holds(field, FieldRules.Kind.REQUIRED, facts, always);
    return new ActionForm.State(settable, required, visible, value);
  }

  private ActionForm.Field field(
      Subject subject,
      CaseType.Field definition,
      ActionForm.State state,
      Function<String, Subject> choice,
      ActionForm.@Nullable Records records) {
    List<ActionForm.Choice> choices =
        definition.of().stream().map(c -> choice(choice.apply(c), c)).toList();
    return new ActionForm.Field(
        definition,
        wording.label(subject),
        wording.help(subject).orElse(null),
        state,
        choices,
        records);
  }

  private ActionForm.Choice choice(Subject subject, String choice) {
    return new ActionForm.Choice(
        choice, wording.label(subject), wording.help(subject).orElse(null));
  }
}
