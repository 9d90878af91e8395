package dev.holdfast.desktop.view.editor;

import dev.holdfast.kernel.casework.ActionForm;
import java.util.List;
import java.util.Objects;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** One of several choices, or none. */
final class ChoiceEditor implements FieldEditor {
  private final JComboBox<Item> box = new JComboBox<>();
  private List<ActionForm.Choice> choices = List.of();
  private boolean showing;

  private record Item(@Nullable String value, String label) {
    @Override
    public String toString() {
      return label;
    }
  }

  ChoiceEditor(Listener listener) {
    box.addActionListener(
        event -> {
          if (!showing && box.getSelectedItem() instanceof Item item) {
            listener.typed(item.value());
          }
        });
  }

  @Override
  public JComponent component() {
    return box;
  }

  @Override
  public JComponent target() {
    return box;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    showing = true;
    try {
      if (!choices.equals(field.choices())) {
        Object chosen = box.getSelectedItem();
        choices = field.choices();
        box.removeAllItems();
        box.addItem(new Item(null, " "));
        choices.forEach(choice -> box.addItem(new Item(choice.value(), choice.label())));
        if (chosen != null) {
          box.setSelectedItem(chosen);
        }
      }
      if (!typed) {
        select(field.state().value());
      }
    } finally {
      showing = false;
    }
  }

  private void select(@Nullable Object value) {
    for (int i = 0; i < box.getItemCount(); i++) {
      if (Objects.equals(box.getItemAt(i).value(), value)) {
        box.setSelectedIndex(i);
        return;
      }
    }
    box.setSelectedIndex(0);
  }

  @Override
  public void setUsable(boolean usable) {
    box.setEnabled(usable);
  }
}
