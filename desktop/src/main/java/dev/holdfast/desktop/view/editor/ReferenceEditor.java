package dev.holdfast.desktop.view.editor;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.data.References.Row;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.BorderLayout;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.Objects;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, or a case, found by typing words that are in it. The list of what is found is
 * gone through by the arrow keys, and chosen from by Enter or the mouse.
 */
final class ReferenceEditor implements FieldEditor {
  private final JTextField line = new JTextField();
  private final JPanel both = Kit.panel(new BorderLayout(Look.gap(8), 0));
  private final JButton list;
  private final EditorContext context;
  private final EditorContext.Target target;
  private final Listener listener;
  private final Typing typing;
  private final FoundRows found;
  private @Nullable String key;
  private String name = "";
  private int asked;

  ReferenceEditor(EditorContext context, EditorContext.Target target, Listener listener) {
    this.context = context;
    this.target = target;
    this.listener = listener;
    this.found = new FoundRows(line, context.texts(), this::choose);
    this.typing = Typing.in(line, this::search);
    this.list = Kit.button(context.texts().get("form.choose"), "form.choose", this::searchAll);
    line.putClientProperty(
        FlatClientProperties.PLACEHOLDER_TEXT, context.texts().get("form.search"));
    line.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent event) {
            // What was typed and not chosen from is no value.
            found.hide();
            typing.show(line, name);
          }
        });
    both.add(line);
    both.add(list, BorderLayout.LINE_END);
  }

  private void searchAll() {
    line.requestFocusInWindow();
    search("");
  }

  private void search() {
    if (line.getText().isBlank()) {
      found.hide();
      take(null, "");
    } else {
      search(line.getText());
    }
  }

  private void search(String words) {
    int number = ++asked;
    context
        .rows()
        .search(
            target,
            words,
            rows -> {
              if (number == asked && line.isEditable()) {
                found.show(rows);
              }
            });
  }

  private void choose(Row row) {
    take(row.key(), row.name());
    typing.show(line, row.name());
    line.setToolTipText(row.detail());
  }

  private void take(@Nullable String chosen, String called) {
    if (!Objects.equals(key, chosen)) {
      key = chosen;
      name = called;
      listener.typed(chosen);
    }
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
    Object value = field.state().value();
    String other = value == null ? null : value.toString();
    if (typed || Objects.equals(key, other)) {
      return;
    }
    key = other;
    name = Objects.requireNonNullElse(other, "");
    typing.show(line, name);
    if (other != null) {
      context
          .rows()
          .find(
              target,
              other,
              row ->
                  row.filter(is -> is.key().equals(key))
                      .ifPresent(
                          is -> {
                            name = is.name();
                            line.setToolTipText(is.detail());
                            typing.show(line, name);
                          }));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    line.setEditable(usable);
    list.setEnabled(usable);
  }
}
