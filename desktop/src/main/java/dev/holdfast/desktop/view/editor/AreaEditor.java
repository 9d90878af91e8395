package dev.holdfast.desktop.view.editor;

import dev.holdfast.kernel.casework.ActionForm;
import java.awt.KeyboardFocusManager;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/** Several lines of text. The tabulator leads on, as everywhere in a form. */
final class AreaEditor implements FieldEditor {
  private static final int ROWS = 4;

  private final JTextArea area = new JTextArea(ROWS, 1);
  private final JScrollPane pane =
      new JScrollPane(
          area, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
  private final Typing typing;

  AreaEditor(Listener listener) {
    area.setLineWrap(true);
    area.setWrapStyleWord(true);
    area.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
    area.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
    typing =
        Typing.in(area, () -> listener.typed(area.getText().isBlank() ? null : area.getText()));
  }

  @Override
  public JComponent component() {
    return pane;
  }

  @Override
  public JComponent target() {
    return area;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    if (!typed) {
      Object value = field.state().value();
      typing.show(area, value == null ? "" : value.toString());
    }
  }

  @Override
  public void setUsable(boolean usable) {
    area.setEditable(usable);
  }
}
