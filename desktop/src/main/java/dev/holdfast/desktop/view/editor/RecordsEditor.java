package dev.holdfast.desktop.view.editor;

import dev.holdfast.desktop.view.kit.Kit;
import dev.holdfast.desktop.view.kit.Stack;
import dev.holdfast.desktop.view.kit.Wrap;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import org.jspecify.annotations.Nullable;

/** A list of records, a card each. */
final class RecordsEditor implements FieldEditor {
  private static final String ID = "id";

  private final JPanel all = Kit.panel(new Stack(8));
  private final JPanel cards = Kit.panel(new Stack(8));
  private final Map<String, RecordCard> byId = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> records = new LinkedHashMap<>();
  private final EditorContext context;
  private final String name;
  private final Listener listener;
  private final JButton add;
  private List<ActionForm.Field> blank = List.of();
  private boolean usable = true;

  RecordsEditor(EditorContext context, String name, Listener listener) {
    this.context = context;
    this.name = name;
    this.listener = listener;
    this.add = Kit.button(context.texts().get("form.add"), name + ".add", this::add);
    all.add(cards);
    all.add(Kit.panel(new Wrap(0), add));
  }

  private void add() {
    String id = UUID.randomUUID().toString();
    records.put(id, new LinkedHashMap<>(Map.of(ID, id)));
    card(id, blank, Set.of()).focus();
    tell();
  }

  private void remove(String id) {
    records.remove(id);
    RecordCard card = byId.remove(id);
    if (card != null) {
      cards.remove(card.component());
      number();
      all.revalidate();
      all.repaint();
    }
    tell();
  }

  private void set(String id, String field, @Nullable Object value) {
    Map<String, Object> record = records.get(id);
    if (record == null) {
      return;
    }
    if (value == null) {
      record.remove(field);
    } else {
      record.put(field, value);
    }
    tell();
  }

  private void tell() {
    List<Map<String, Object>> value = new ArrayList<>();
    records.values().forEach(record -> value.add(new LinkedHashMap<>(record)));
    listener.typed(value.isEmpty() ? null : value);
  }

  private RecordCard card(String id, List<ActionForm.Field> fields, Set<String> typed) {
    RecordCard card =
        byId.computeIfAbsent(
            id,
            made -> {
              RecordCard next =
                  new RecordCard(
                      context,
                      name + '.' + byId.size(),
                      (field, value) -> set(made, field, value),
                      () -> remove(made));
              cards.add(next.component());
              return next;
            });
    card.show(fields, typed);
    card.component().applyComponentOrientation(all.getComponentOrientation());
    card.setUsable(usable);
    number();
    return card;
  }

  private void number() {
    int number = 1;
    for (RecordCard card : byId.values()) {
      card.number(number++);
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
    ActionForm.Records state = field.records();
    if (state == null) {
      return;
    }
    blank = state.blank();
    if (!typed) {
      take(field.state().value());
    }
    Map<String, List<ActionForm.Field>> rows = new LinkedHashMap<>();
    state.rows().forEach(row -> rows.put(row.id(), row.fields()));
    records.forEach(
        (id, record) -> card(id, rows.getOrDefault(id, blank), typed ? record.keySet() : Set.of()));
  }

  /** Shows what the case has, and nothing that was typed. */
  private void take(@Nullable Object value) {
    Map<String, Map<String, Object>> present = new LinkedHashMap<>();
    for (Object item : value instanceof List<?> list ? list : List.of()) {
      if (Values.toJson(item) instanceof Map<?, ?> record) {
        Map<String, Object> copy = new LinkedHashMap<>();
        record.forEach((key, part) -> copy.put(String.valueOf(key), part));
        present.put(String.valueOf(record.get(ID)), copy);
      }
    }
    if (!present.equals(records)) {
      records.clear();
      records.putAll(present);
      byId.clear();
      cards.removeAll();
      all.revalidate();
      all.repaint();
    }
  }

  @Override
  public void setUsable(boolean value) {
    usable = value;
    add.setVisible(value);
    byId.values().forEach(card -> card.setUsable(value));
  }
}
