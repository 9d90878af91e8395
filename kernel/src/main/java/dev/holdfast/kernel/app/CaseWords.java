package dev.holdfast.kernel.app;

import java.util.List;
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

  /** The case type. */
  public String type() {
    return of(Subject.caseType(name), name);
  }

  /** A stage. */
  public String stage(String stage) {
    return of(Subject.stage(name, stage), stage);
  }

  /** A field. */
  public String field(String field) {
    return of(Subject.field(name, field), field);
  }

  /** A field of the records of a list. */
  public String recordField(String list, String field) {
    return of(Subject.recordField(name, list, field), field);
  }

  /** An action. */
  public String action(String action) {
    return of(Subject.action(name, action), action);
  }

  /** The value of a field, its choices by what they are called; stages likewise. */
  public @Nullable Object value(String field, @Nullable Object value) {
    if (field.equals("stage") && value instanceof String stage) {
      return stage(stage);
    }
    CaseType.Field known = definition == null ? null : definition.field(field);
    if (known == null || known.of().isEmpty()) {
      return value;
    }
    if (value instanceof List<?> choices) {
      return choices.stream().map(choice -> choice(field, choice.toString())).toList();
    }
    return value instanceof String choice ? choice(field, choice) : value;
  }

  /** A worklist. */
  public String worklist(String worklist) {
    return of(Subject.worklist(worklist), worklist);
  }

  private String choice(String field, String choice) {
    boolean own = definition != null && definition.fields().containsKey(field);
    return field.equals(BuiltIn.WORKLIST) && !own
        ? worklist(choice)
        : of(Subject.field(name, field).choice(choice), choice);
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
