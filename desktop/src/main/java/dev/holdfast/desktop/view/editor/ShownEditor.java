package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.kernel.casework.ActionForm;
import javax.swing.JComponent;
import javax.swing.JLabel;

/** A value that is only shown. */
final class ShownEditor implements FieldEditor {
  private final JLabel label = Kit.label("");
  private final FieldTexts values;

  ShownEditor(FieldTexts values) {
    this.values = values;
  }

  @Override
  public JComponent component() {
    return label;
  }

  @Override
  public JComponent target() {
    return label;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    String text = values.of(field.state().value(), each -> each);
    label.setText(text.isEmpty() ? "–" : text);
  }

  @Override
  public void setUsable(boolean usable) {
    // Nobody fills it in.
  }
}
