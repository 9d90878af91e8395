package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Evolution.FieldsChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a later version, change by change.
 *
 * @param changes what changed, the oldest first
 */
record LaterFieldWords(List<FieldsChange> changes) implements FieldWords {

  @Override
  public @Nullable String name(String field) {
    String name = field;
    for (FieldsChange change : changes) {
      if (change.retired().contains(name)) {
        return null;
      }
      name = change.renamed().getOrDefault(name, name);
    }
    return name;
  }

  @Override
  public boolean isRetired(String field) {
    return name(field) == null;
  }

  @Override
  public List<String> choice(String field, String value) {
    String name = field;
    String choice = value;
    for (FieldsChange change : changes) {
      name = change.renamed().getOrDefault(name, name);
      choice = change.values().getOrDefault(name, Map.of()).getOrDefault(choice, choice);
    }
    return List.of(choice);
  }

  @Override
  public LaterFieldWords records(String list) {
    String name = list;
    List<FieldsChange> ofRecords = new ArrayList<>();
    for (FieldsChange change : changes) {
      name = change.renamed().getOrDefault(name, name);
      ofRecords.add(change.records().getOrDefault(name, FieldsChange.NONE));
    }
    return new LaterFieldWords(ofRecords);
  }

  /** What a case is given that lacks it, in JSON form. */
  Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      LaterFieldWords rest = new LaterFieldWords(changes.subList(i + 1, changes.size()));
      changes
          .get(i)
          .defaults()
          .forEach(
              (field, value) -> {
                String name = rest.name(field);
                if (name != null) {
                  defaults.put(name, rest.value(field, value));
                }
              });
    }
    return defaults;
  }

  private Object value(String field, Object json) {
    if (json instanceof List<?> choices) {
      return choices.stream().map(each -> value(field, each)).distinct().toList();
    }
    return json instanceof String text ? choice(field, text).get(0) : json;
  }
}
