package dev.holdfast.admin.issues;

import dev.holdfast.admin.cases.CaseWords;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Subject;
import java.io.Serializable;
import java.util.HashMap;
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
    return of(words, Subject.field(words.name(), field), field, definition);
  }

  /** A field of the records of a list. */
  static FieldNames of(CaseWords words, String list, String field, CaseType.Field definition) {
    return of(words, Subject.recordField(words.name(), list, field), field, definition);
  }

  private static FieldNames of(
      CaseWords words, Subject subject, String field, CaseType.@Nullable Field definition) {
    HashMap<String, String> choices = new HashMap<>();
    if (definition != null) {
      definition.of().forEach(one -> choices.put(one, words.of(subject.choice(one), one)));
    }
    return new FieldNames(field, words.of(subject, field), words.help(subject), choices);
  }

  /** What a choice is called. */
  public String choice(String choice) {
    return choices.getOrDefault(choice, choice);
  }
}
