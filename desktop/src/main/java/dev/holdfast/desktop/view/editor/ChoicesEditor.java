package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Wrap;
import dev.holdfast.kernel.casework.ActionForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** Any of several choices. */
final class ChoicesEditor implements FieldEditor {
  private final JPanel boxes = Kit.panel(new Wrap(6));
  private final Map<String, JCheckBox> byChoice = new LinkedHashMap<>();
  private final String name;
  private final Listener listener;
  private boolean usable = true;

  ChoicesEditor(String name, Listener listener) {
    this.name = name;
    this.listener = listener;
  }

  @Override
  public JComponent component() {
    return boxes;
  }

  @Override
  public JComponent target() {
    return boxes;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    for (ActionForm.Choice choice : field.choices()) {
      byChoice.computeIfAbsent(choice.value(), value -> box(choice));
    }
    if (!typed) {
      List<?> chosen = field.state().value() instanceof List<?> list ? list : List.of();
      byChoice.forEach((value, box) -> box.setSelected(chosen.contains(value)));
    }
  }

  private JCheckBox box(ActionForm.Choice choice) {
    JCheckBox box = new JCheckBox(choice.label());
    box.putClientProperty("html.disable", Boolean.TRUE);
    box.setOpaque(false);
    Kit.named(box, name + '.' + choice.value(), choice.label());
    box.setToolTipText(choice.help());
    box.setEnabled(usable);
    box.addActionListener(event -> chosen());
    box.setComponentOrientation(boxes.getComponentOrientation());
    boxes.add(box);
    return box;
  }

  private void chosen() {
    List<String> chosen =
        byChoice.entrySet().stream()
            .filter(entry -> entry.getValue().isSelected())
            .map(Map.Entry::getKey)
            .toList();
    listener.typed(chosen.isEmpty() ? null : chosen);
  }

  @Override
  public void setUsable(boolean value) {
    usable = value;
    byChoice.values().forEach(box -> box.setEnabled(value));
  }
}
