package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says values in JSON form in the words of another version, as far as that has words for them; what
 * it has none for stays as it is. So nothing that is stored is lost.
 *
 * @param words the other version's words
 * @param fields its fields
 */
record Rewording(FieldWords words, Map<String, CaseType.Field> fields) {

  /** The same values; of two that come to have one name, the one that was renamed. */
  Map<String, @Nullable Object> of(Map<?, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          String field = key.toString();
          String name = Objects.requireNonNullElse(words.name(field), field);
          (name.equals(field) ? said : renamed).put(name, value(field, name, value));
        });
    said.putAll(renamed);
    return said;
  }

  private @Nullable Object value(String field, String name, @Nullable Object json) {
    CaseType.Field there = fields.get(name);
    if (there == null || json == null) {
      return json;
    }
    return switch (there.type()) {
      case CHOICE -> json instanceof String choice ? choice(field, there, choice) : json;
      case CHOICES -> json instanceof List<?> list ? choices(field, there, list) : json;
      case RECORDS -> json instanceof List<?> list ? records(field, there, list) : json;
      default -> json;
    };
  }

  private List<Object> choices(String field, CaseType.Field there, List<?> list) {
    return list.stream()
        .map(each -> each instanceof String choice ? choice(field, there, choice) : (Object) each)
        .distinct()
        .toList();
  }

  /** Of what it may stand for, itself before all others. */
  private String choice(String field, CaseType.Field there, String choice) {
    List<String> possible = new ArrayList<>(words.choice(field, choice));
    possible.retainAll(there.of());
    return possible.isEmpty() || possible.contains(choice) ? choice : possible.get(0);
  }

  private List<Object> records(String field, CaseType.Field there, List<?> list) {
    Rewording records = new Rewording(words.records(field), there.form().fields());
    return list.stream()
        .map(item -> item instanceof Map<?, ?> record ? records.of(record) : (Object) item)
        .toList();
  }
}
