package dev.holdfast.desktop.view.editor;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.BorderLayout;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** A date, a time or both, typed or taken from the clock. */
final class MomentEditor implements FieldEditor {
  private static final int COLUMNS = 14;

  private final JTextField line = new JTextField(COLUMNS);
  private final JButton present;
  private final JPanel both;
  private final EditorContext context;
  private final Typing typing;

  /**
   * What is filled in.
   *
   * @param read what a text means, in JSON form
   * @param example what could be typed
   * @param button the key of the text of the button that takes the present
   * @param present the present, in Java form
   */
  record Kind(
      Function<String, Object> read, String example, String button, Supplier<Object> present) {}

  MomentEditor(EditorContext context, Kind kind, Listener listener) {
    this.context = context;
    this.typing =
        Typing.in(
            line,
            () ->
                listener.typed(
                    line.getText().isBlank() ? null : kind.read().apply(line.getText())));
    this.present =
        Kit.button(
            context.texts().get(kind.button()),
            kind.button(),
            () -> line.setText(context.values().typed(kind.present().get())));
    line.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, kind.example());
    this.both = Kit.panel(new BorderLayout(Look.gap(8), 0));
    both.add(line);
    both.add(present, BorderLayout.LINE_END);
  }

  @Override
  public JComponent component() {
    return both;
  }

  @Override
  public JComponent target() {
    return line;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    if (!typed) {
      typing.show(line, context.values().typed(field.state().value()));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    line.setEditable(usable);
    present.setEnabled(usable);
  }
}
