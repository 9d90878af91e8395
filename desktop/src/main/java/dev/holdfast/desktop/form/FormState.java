package dev.holdfast.desktop.form;

import dev.holdfast.kernel.casework.ActionForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form as it stands.
 *
 * @param target what is being filled in
 * @param form its fields, null while it is read for the first time, or if there is nothing to fill
 *     in any more
 * @param typed fields that the user has filled in
 * @param errors what is wrong with fields, by field
 * @param general what else speaks against it
 * @param clashes fields that were filled in, and changed elsewhere since
 * @param fresh fields that were not filled in, and changed elsewhere since
 * @param insisting whether the user tried to perform it, so that everything that is wrong is shown
 * @param busy whether it is being performed
 * @param trouble what is in the way, null if nothing is
 */
public record FormState(
    FormTarget target,
    @Nullable ActionForm form,
    Set<String> typed,
    Map<String, String> errors,
    List<String> general,
    List<Clash> clashes,
    Set<String> fresh,
    boolean insisting,
    boolean busy,
    @Nullable String trouble) {

  static FormState loading(FormTarget target) {
    return new FormState(
        target, null, Set.of(), Map.of(), List.of(), List.of(), Set.of(), false, false, null);
  }

  /** The same form, in another state of being performed. */
  FormState standing(boolean isInsisting, boolean isBusy, @Nullable String inTheWay) {
    return new FormState(
        target, form, typed, errors, general, clashes, fresh, isInsisting, isBusy, inTheWay);
  }

  /** The fields of the form by name. */
  public Map<String, ActionForm.Field> fields() {
    return form == null ? Map.of() : fields(form);
  }

  static Map<String, ActionForm.Field> fields(ActionForm form) {
    Map<String, ActionForm.Field> fields = new LinkedHashMap<>();
    form.groups()
        .forEach(
            group -> group.fields().forEach(field -> fields.put(field.definition().name(), field)));
    return fields;
  }

  /** Whether it can be performed as it stands. */
  public boolean isPossible() {
    return form != null && errors.isEmpty() && general.isEmpty() && !busy;
  }

  /** What is wrong with a field, null if nothing is or nobody should be told yet. */
  public @Nullable String shownError(String field) {
    return insisting || typed.contains(field) ? errors.get(field) : null;
  }
}
