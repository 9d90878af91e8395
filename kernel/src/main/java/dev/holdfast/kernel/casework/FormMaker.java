package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Form;
import dev.holdfast.kernel.app.Subject;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.app.Wording;
import dev.holdfast.kernel.rule.CompiledPackage;
import dev.holdfast.kernel.rule.FieldsLogic;
import dev.holdfast.kernel.rule.RowLookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the forms of actions. Pure, as the {@link CaseEngine} is: the same input gives the same
 * form on device and server. Ask again after each input, for what is visible, required and computed
 * may change with it. Safe for use by many threads if the lookup is.
 */
public final class FormMaker {
  private final CompiledPackage logic;
  private final RowLookup rows;
  private final Wording wording;

  /**
   * Makes a maker.
   *
   * @param logic the package
   * @param rows the rows that references refer to
   * @param wording the languages of the user
   */
  public FormMaker(CompiledPackage logic, RowLookup rows, Wording wording) {
    this.logic = logic;
    this.rows = rows;
    this.wording = wording;
  }

  /**
   * The form of an action.
   *
   * @param current the case, null before a creating action
   * @param request the action with what was typed so far; what can't be read is as if it were not
   *     there
   * @param user who fills it in
   * @param now the moment by the server's clock
   * @return empty if the user can't perform the action on the case as it stands: it is not in the
   *     package, not possible in the stage, or for other roles
   */
  public Optional<ActionForm> form(
      @Nullable CaseState current, ActionRequest request, User user, Instant now) {
    CaseType type = logic.definition().cases().get(request.type());
    CaseType.Action action = type == null ? null : type.actions().get(request.action());
    if (type == null
        || action == null
        || CaseEngine.state(current, type, action).isPresent()
        || Collections.disjoint(user.roles(), action.by())) {
      return Optional.empty();
    }
    FieldInput input = FieldInput.read(type, action, request.fields(), rows, current);
    FactSheet sheet = new FactSheet(type, input.values(), user, now, rows);
    CaseState before = current == null ? CaseChange.unborn(request, action) : current;
    FieldsLogic fields = logic.fields(type.name());
    CaseState after = CaseEngine.after(fields, before, action, sheet);
    FormFields made = new FormFields(type, fields, action, wording, sheet.on(after));
    return Optional.of(form(type, action, name -> made.field(name, after)));
  }

  private ActionForm form(
      CaseType type, CaseType.Action action, Function<String, ActionForm.Field> fields) {
    String form = action.form() == null ? "" : action.form();
    List<ActionForm.Group> groups = new ArrayList<>();
    for (List<String> group : layout(type, action).groups()) {
      Subject subject = Subject.group(type.name(), form, groups.size());
      groups.add(
          new ActionForm.Group(
              wording.label(subject),
              wording.help(subject).orElse(null),
              group.stream().map(fields).toList()));
    }
    Subject subject = Subject.action(type.name(), action.name());
    return new ActionForm(
        wording.label(subject), wording.help(subject).orElse(null), List.copyOf(groups));
  }

  /** The form that the action names, or what it sets in the order of the fields. */
  private static Form layout(CaseType type, CaseType.Action action) {
    Form named = action.form() == null ? null : type.forms().get(action.form());
    if (named != null) {
      return named;
    }
    List<String> fields = new ArrayList<>(type.fields().keySet());
    fields.addAll(type.coordination().builtIns().keySet());
    fields.retainAll(action.sets());
    return new Form("", fields.isEmpty() ? List.of() : List.of(List.copyOf(fields)));
  }
}
