package dev.holdfast.desktop.view.editor;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.desktop.view.kit.Prose;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.Font;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** A field with its label above, and its help and what is wrong with it below. */
public final class FieldRow {
  private final JPanel panel = Kit.panel(new Stack(4));
  private final JLabel label = Kit.label("");
  private final Prose help = new Prose("");
  private final Prose error = new Prose("");
  private final FieldEditor editor;
  private final EditorContext context;
  private boolean usable = true;

  /**
   * A field.
   *
   * @param name how tests find its editor
   */
  public FieldRow(
      ActionForm.Field field, String name, EditorContext context, FieldEditor.Listener listener) {
    this.context = context;
    this.editor =
        field.state().settable()
            ? Editors.of(field, name, context, listener)
            : Shown.of(field, name, context);
    label.setLabelFor(editor.target());
    error.setName(name + ".error");
    error.in(Look.color("Holdfast.bad"));
    help.in(Look.font(0.92f, Font.PLAIN)).in(Look.color("Holdfast.muted"));
    panel.add(label);
    panel.add(editor.component());
    panel.add(help);
    panel.add(error);
  }

  /** What is put into the form. */
  public JComponent component() {
    return panel;
  }

  /**
   * The field stands like this now.
   *
   * @param typed whether the user has filled it in
   * @param wrong what is wrong with it, null if nothing, or if he should not be told yet
   */
  public void show(ActionForm.Field field, boolean typed, @Nullable String wrong) {
    panel.setVisible(field.state().visible());
    boolean required = field.state().required() && field.state().settable();
    label.setText(required ? context.texts().get("form.required", field.label()) : field.label());
    String text = field.help();
    help.setText(text == null ? "" : text);
    help.setVisible(text != null);
    error.setText(wrong == null ? "" : wrong);
    error.setVisible(wrong != null);
    editor
        .target()
        .putClientProperty(
            FlatClientProperties.OUTLINE,
            wrong == null ? null : FlatClientProperties.OUTLINE_ERROR);
    editor.target().getAccessibleContext().setAccessibleDescription(wrong == null ? text : wrong);
    editor.show(field, typed);
  }

  /** Whether it can be filled in. */
  public void setUsable(boolean value) {
    if (usable != value) {
      usable = value;
      editor.setUsable(value);
    }
  }

  /** The keyboard goes to it. */
  public void focus() {
    editor.target().requestFocusInWindow();
  }
}
