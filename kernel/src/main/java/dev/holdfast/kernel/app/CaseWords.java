package dev.holdfast.kernel.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of a case are called. What has no label keeps its name, by which administrators
 * find it elsewhere.
 *
 * @param name name of the case type
 * @param definition the case type, null if no version in force has it
 * @param wording the texts of its package in the reader's languages
 */
public record CaseWords(String name, @Nullable CaseType definition, Wording wording) {

  /** What the parts of cases of another type of the application are called; not their values. */
  public CaseWords ofType(String type) {
    return new CaseWords(type, null, wording);
  }

  /** The case type. */
  public String type() {
    return of(Subject.caseType(name), name);
  }

  /** A stage. */
  public String stage(String stage) {
    return of(Subject.stage(name, stage), stage);
  }

  /** A field; a built-in one by its name in words if it has no label. */
  public String field(String field) {
    return isBuiltIn(field) ? wording.label(subject(field)) : of(subject(field), field);
  }

  /** What the label of a field is on. */
  public Subject subject(String field) {
    return isBuiltIn(field) ? Subject.builtIn(field) : Subject.field(name, field);
  }

  /** A field of the records of a list. */
  public String recordField(String list, String field) {
    return of(Subject.recordField(name, list, field), field);
  }

  /** An action. */
  public String action(String action) {
    return of(Subject.action(name, action), action);
  }

  /**
   * The value of a field: its choices, the worklist and the stage by what they are called, the
   * records of a list likewise with their fields.
   */
  public @Nullable Object value(String field, @Nullable Object value) {
    if (isBuiltIn(field)) {
      return value instanceof String text ? builtIn(field, text) : value;
    }
    CaseType.Field known = definition == null ? null : definition.fields().get(field);
    if (known == null) {
      return value;
    }
    if (known.type() == ValueType.RECORDS && value instanceof List<?> records) {
      return records.stream().map(record -> record(known, record)).toList();
    }
    return chosen(known, Subject.field(name, field), value);
  }

  private String builtIn(String field, String value) {
    return switch (field) {
      case BuiltIn.STAGE -> stage(value);
      case BuiltIn.WORKLIST -> worklist(value);
      default -> value;
    };
  }

  private Object record(CaseType.Field list, Object json) {
    if (!(json instanceof Map<?, ?> record)) {
      return json;
    }
    Map<String, CaseType.Field> fields = list.form().fields();
    Map<String, @Nullable Object> called = new LinkedHashMap<>();
    record.forEach(
        (key, value) -> {
          CaseType.Field known = fields.get(key.toString());
          if (known == null) {
            called.put(key.toString(), value);
          } else {
            Subject subject = Subject.recordField(name, list.name(), known.name());
            called.put(columnOf(list, known.name()), chosen(known, subject, value));
          }
        });
    return called;
  }

  /** The label of a field of records, its name if another is called alike. */
  private String columnOf(CaseType.Field list, String field) {
    String label = recordField(list.name(), field);
    boolean alone =
        !label.equals("id")
            && list.form().fields().keySet().stream()
                .filter(other -> !other.equals(field))
                .noneMatch(
                    other -> other.equals(label) || recordField(list.name(), other).equals(label));
    return alone ? label : field;
  }

  private @Nullable Object chosen(CaseType.Field field, Subject subject, @Nullable Object value) {
    if (field.of().isEmpty()) {
      return value;
    }
    if (value instanceof List<?> choices) {
      return choices.stream().map(choice -> choice(subject, choice.toString())).toList();
    }
    return value instanceof String choice ? choice(subject, choice) : value;
  }

  private String choice(Subject field, String choice) {
    return of(field.choice(choice), choice);
  }

  /** A worklist. */
  public String worklist(String worklist) {
    return of(Subject.worklist(worklist), worklist);
  }

  /** Earlier versions of a package may have had a field of its own by a name that is built in. */
  private boolean isBuiltIn(String field) {
    boolean own = definition != null && definition.fields().containsKey(field);
    return !own && BuiltIn.LABELLED.contains(field);
  }

  /** Anything; by another name if it has no label. */
  public String of(Subject subject, String otherwise) {
    return wording.labelled(subject).orElse(otherwise);
  }

  /** What people should know of something, null if nothing. */
  public @Nullable String help(Subject subject) {
    return wording.help(subject).orElse(null);
  }
}
