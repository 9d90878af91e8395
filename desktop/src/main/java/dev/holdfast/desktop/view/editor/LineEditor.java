package dev.holdfast.desktop.view.editor;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.kernel.casework.ActionForm;
import java.util.function.Function;
import javax.swing.JComponent;
import javax.swing.JTextField;

/** A line of text that is read as a value. */
final class LineEditor implements FieldEditor {
  private final JTextField line = new JTextField();
  private final FieldTexts values;
  private final Typing typing;

  /**
   * An editor.
   *
   * @param read what a text means, in JSON form
   * @param example what could be typed
   */
  LineEditor(FieldTexts values, Function<String, Object> read, String example, Listener listener) {
    this.values = values;
    this.typing =
        Typing.in(
            line,
            () -> listener.typed(line.getText().isBlank() ? null : read.apply(line.getText())));
    line.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, example);
  }

  @Override
  public JComponent component() {
    return line;
  }

  @Override
  public JComponent target() {
    return line;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    if (!typed) {
      typing.show(line, values.typed(field.state().value()));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    line.setEditable(usable);
  }
}
