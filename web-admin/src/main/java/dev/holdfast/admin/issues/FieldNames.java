package dev.holdfast.admin.issues;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.Subject;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a field and its choices are called.
 *
 * @param name its name
 * @param label what people call it
 * @param help what people should know of it, null if nothing
 * @param choices what people call its choices; those that are missing are called what they are
 */
public record FieldNames(
    String name, String label, @Nullable String help, HashMap<String, String> choices)
    implements Serializable {

  /** A field that is called by its name. */
  static FieldNames of(String name) {
    return new FieldNames(name, name, null, new HashMap<>());
  }

  /** A field of a case. */
  static FieldNames of(CaseWords words, String field, CaseType.@Nullable Field definition) {
    return of(
        words,
        words.subject(field),
        new FieldName(field, words.field(field)),
        definition == null ? List.of() : definition.of());
  }

  /** A field of the records of a list. */
  static FieldNames ofColumn(CaseWords words, String list, CaseType.Field column) {
    String field = column.name();
    return of(
        words,
        Subject.recordField(words.name(), list, field),
        new FieldName(field, words.recordField(list, field)),
        column.of());
  }

  private static FieldNames of(
      CaseWords words, Subject subject, FieldName named, List<String> choices) {
    HashMap<String, String> called = new HashMap<>();
    choices.forEach(one -> called.put(one, words.of(subject.choice(one), one)));
    return new FieldNames(named.name(), named.label(), words.help(subject), called);
  }

  private record FieldName(String name, String label) {}

  /** What a choice is called. */
  public String choice(String choice) {
    return choices.getOrDefault(choice, choice);
  }
}
