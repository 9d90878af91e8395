package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.view.kit.Card;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.BorderLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** A record that is filled in. */
final class RecordCard {
  private final Card card = new Card(new Stack(8), "Holdfast.card");
  private final Map<String, FieldRow> rows = new LinkedHashMap<>();
  private final JLabel number = Kit.muted("");
  private final JButton remove;
  private final EditorContext context;
  private final String name;
  private final BiConsumer<String, @Nullable Object> typed;

  RecordCard(
      EditorContext context,
      String name,
      BiConsumer<String, @Nullable Object> typed,
      Runnable removed) {
    this.context = context;
    this.name = name;
    this.typed = typed;
    this.remove =
        Kit.quiet(Kit.button(context.texts().get("form.remove"), name + ".remove", removed));
    JPanel head = Kit.panel(new BorderLayout());
    head.add(number, BorderLayout.LINE_START);
    head.add(remove, BorderLayout.LINE_END);
    card.add(head);
  }

  JComponent component() {
    return card;
  }

  void number(int value) {
    number.setText(context.texts().get("form.record", value));
    remove
        .getAccessibleContext()
        .setAccessibleName(context.texts().get("form.remove-record", value));
  }

  /** The record's fields stand like this; what was typed into them stays. */
  void show(List<ActionForm.Field> fields, Set<String> kept) {
    for (ActionForm.Field field : fields) {
      String part = field.definition().name();
      FieldRow row =
          rows.computeIfAbsent(
              part,
              made -> {
                FieldRow next =
                    new FieldRow(
                        field, name + '.' + made, context, value -> typed.accept(made, value));
                card.add(next.component());
                return next;
              });
      row.show(field, kept.contains(part), null);
    }
    card.revalidate();
  }

  void setUsable(boolean usable) {
    remove.setVisible(usable);
    rows.values().forEach(row -> row.setUsable(usable));
  }

  void focus() {
    rows.values().stream().findFirst().ifPresent(FieldRow::focus);
  }
}
