package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.ActionForm;
import java.util.Objects;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** A field of a form that the action does not set: it is only to be read. */
final class Shown implements FieldEditor {
  private final Prose prose = new Prose("");
  private final EditorContext context;
  private @Nullable String key;

  private Shown(String name, EditorContext context) {
    this.context = context;
    prose.setName(name);
  }

  /** What shows a field; lists of records are shown by what fills them in, which is not usable. */
  static FieldEditor of(ActionForm.Field field, String name, EditorContext context) {
    if (field.definition().type() == ValueType.RECORDS) {
      FieldEditor editor = Editors.of(field, name, context, value -> {});
      editor.setUsable(false);
      return editor;
    }
    Shown shown = new Shown(name, context);
    Kit.named(shown.prose, name, field.label());
    return shown;
  }

  @Override
  public JComponent component() {
    return prose;
  }

  @Override
  public JComponent target() {
    return prose;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    String text = context.values().of(field.state().value(), field::called);
    boolean isReference = field.definition().type() == ValueType.REFERENCE && !text.isEmpty();
    if (isReference && Objects.equals(key, text)) {
      return;
    }
    prose.setText(text.isEmpty() ? "–" : text);
    if (isReference) {
      key = text;
      boolean isCase = field.definition().table() == null;
      String unit = isCase ? field.definition().form().caseType() : field.definition().table();
      context
          .rows()
          .find(
              new EditorContext.Target(isCase, Objects.requireNonNullElse(unit, "")),
              text,
              row -> row.ifPresent(found -> prose.setText(found.name())));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    // It never is.
  }
}
