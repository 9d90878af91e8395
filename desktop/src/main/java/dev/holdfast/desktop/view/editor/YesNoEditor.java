package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.text.Texts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Wrap;
import dev.holdfast.kernel.casework.ActionForm;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import org.jspecify.annotations.Nullable;

/** Yes, no, or neither: what is chosen and pressed again is chosen no more. */
final class YesNoEditor implements FieldEditor {
  private final JToggleButton yes = new JToggleButton();
  private final JToggleButton no = new JToggleButton();
  private final JPanel both = Kit.panel(new Wrap(4), yes, no);

  YesNoEditor(Texts texts, String name, Listener listener) {
    yes.setText(texts.get("value.yes"));
    no.setText(texts.get("value.no"));
    Kit.named(yes, name + ".yes", yes.getText());
    Kit.named(no, name + ".no", no.getText());
    yes.addActionListener(event -> chosen(yes, no, true, listener));
    no.addActionListener(event -> chosen(no, yes, false, listener));
  }

  private static void chosen(
      JToggleButton one, JToggleButton other, boolean value, Listener listener) {
    other.setSelected(false);
    listener.typed(one.isSelected() ? value : null);
  }

  @Override
  public JComponent component() {
    return both;
  }

  @Override
  public JComponent target() {
    return both;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    if (!typed) {
      @Nullable Object value = field.state().value();
      yes.setSelected(Boolean.TRUE.equals(value));
      no.setSelected(Boolean.FALSE.equals(value));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    yes.setEnabled(usable);
    no.setEnabled(usable);
  }
}
