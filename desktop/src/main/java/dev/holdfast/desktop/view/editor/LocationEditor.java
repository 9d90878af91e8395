package dev.holdfast.desktop.view.editor;

import com.formdev.flatlaf.FlatClientProperties;
import dev.holdfast.desktop.text.FieldTexts;
import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Look;
import dev.holdfast.kernel.app.Location;
import dev.holdfast.kernel.casework.ActionForm;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTextField;
import org.jspecify.annotations.Nullable;

/** A place: latitude, longitude, and how sure that is. */
final class LocationEditor implements FieldEditor {
  private final JTextField latitude = new JTextField();
  private final JTextField longitude = new JTextField();
  private final JTextField accuracy = new JTextField();
  private final List<Typing> typings;
  private final JPanel all;
  private final FieldTexts values;

  LocationEditor(EditorContext context, String name, Listener listener) {
    this.values = context.values();
    this.all = Kit.panel(new GridLayout(1, 0, Look.gap(8), 0), latitude, longitude, accuracy);
    Runnable typed = () -> listener.typed(value());
    this.typings =
        List.of(
            Typing.in(latitude, typed), Typing.in(longitude, typed), Typing.in(accuracy, typed));
    part(latitude, name + ".latitude", context.texts().get("form.latitude"));
    part(longitude, name + ".longitude", context.texts().get("form.longitude"));
    part(accuracy, name + ".accuracy", context.texts().get("form.accuracy"));
  }

  private static void part(JTextField field, String name, String label) {
    Kit.named(field, name, label);
    field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, label);
    field.setToolTipText(label);
  }

  private @Nullable Object value() {
    Map<String, Object> place = new LinkedHashMap<>();
    put(place, "latitude", latitude);
    put(place, "longitude", longitude);
    put(place, "accuracy", accuracy);
    return place.isEmpty() ? null : place;
  }

  private void put(Map<String, Object> place, String part, JTextField field) {
    if (!field.getText().isBlank()) {
      place.put(part, values.decimal(field.getText()));
    }
  }

  @Override
  public JComponent component() {
    return all;
  }

  @Override
  public JComponent target() {
    return all;
  }

  @Override
  public void show(ActionForm.Field field, boolean typed) {
    if (!typed) {
      Location place = field.state().value() instanceof Location at ? at : null;
      typings.get(0).show(latitude, place == null ? "" : values.typed(place.latitude()));
      typings.get(1).show(longitude, place == null ? "" : values.typed(place.longitude()));
      typings.get(2).show(accuracy, place == null ? "" : values.typed(place.accuracy()));
    }
  }

  @Override
  public void setUsable(boolean usable) {
    List.of(latitude, longitude, accuracy).forEach(field -> field.setEditable(usable));
  }
}
