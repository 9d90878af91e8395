package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of an earlier version: what of it became the word at hand.
 *
 * @param later how the earlier version's words are called in the later one
 * @param fields the fields of the earlier version by name, built-in ones included
 */
record EarlierFieldWords(LaterFieldWords later, Map<String, CaseType.Field> fields)
    implements FieldWords {

  @Override
  public @Nullable String name(String field) {
    return fields.keySet().stream()
        .filter(name -> field.equals(later.name(name)))
        .findFirst()
        .orElse(null);
  }

  @Override
  public boolean isRetired(String field) {
    return false;
  }

  @Override
  public List<String> choice(String field, String value) {
    String name = name(field);
    CaseType.Field earlier = name == null ? null : fields.get(name);
    return earlier == null
        ? List.of()
        : earlier.of().stream()
            .filter(choice -> later.choice(earlier.name(), choice).contains(value))
            .toList();
  }

  @Override
  public FieldWords records(String list) {
    String name = name(list);
    CaseType.Field earlier = name == null ? null : fields.get(name);
    return earlier == null
        ? new LaterFieldWords(List.of())
        : new EarlierFieldWords(later.records(earlier.name()), earlier.form().fields());
  }
}
