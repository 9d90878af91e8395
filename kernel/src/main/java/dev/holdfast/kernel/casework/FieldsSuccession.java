package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares the fields of a case, or those of the records of a list, with what they are in the next
 * version.
 *
 * @param warnings gets what is not said
 * @param words how they are called there
 * @param there the field there of a name, null if there is none
 * @param path where they are in the next version's document
 * @param list the list whose records they belong to, empty if they are the case's own
 */
record FieldsSuccession(
    SuccessionWarnings warnings,
    FieldWords words,
    Function<String, CaseType.@Nullable Field> there,
    String path,
    String list) {

  void check(Iterable<CaseType.Field> before) {
    for (CaseType.Field field : before) {
      String name = words.name(field.name());
      if (name != null) {
        CaseType.Field now = there.apply(name);
        if (now == null) {
          warnings.gone(path, "field '%s'%s".formatted(field.name(), ofList()), remedy());
        } else {
          check(field, now);
        }
      }
    }
  }

  private void check(CaseType.Field field, CaseType.Field now) {
    String at = path + '.' + now.name();
    if (field.type() != now.type()) {
      warnings.warn(
          at,
          "In version %s '%s'%s is of another type: an action that sets it is parked as old-logic if its value does not fit. Give the new field another name, or keep the type."
              .formatted(warnings.before(), field.name(), ofList()));
    } else if (field.type() == ValueType.RECORDS) {
      checkRecords(field, now, at);
    } else {
      checkChoices(field, now, at);
    }
  }

  private void checkChoices(CaseType.Field field, CaseType.Field now, String at) {
    for (String choice : field.of()) {
      if (words.choice(field.name(), choice).stream().noneMatch(now.of()::contains)) {
        warnings.warn(
            at,
            "Version %s has the choice '%s'%s, and 'evolution' does not say by 'values' what became of it."
                .formatted(warnings.before(), choice, ofList()));
      }
    }
  }

  private void checkRecords(CaseType.Field field, CaseType.Field now, String at) {
    Map<String, CaseType.Field> before = field.form().fields();
    Map<String, CaseType.Field> parts = now.form().fields();
    FieldsSuccession records =
        new FieldsSuccession(
            warnings, words.records(field.name()), parts::get, at + ".fields", now.name());
    records.check(before.values());
    records.checkAskedFor(before.values(), parts.values());
  }

  /** What every record has to have now. Records get nothing by default. */
  private void checkAskedFor(Iterable<CaseType.Field> before, Iterable<CaseType.Field> now) {
    for (CaseType.Field part : now) {
      boolean asked = false;
      for (CaseType.Field old : before) {
        asked |= old.isAskedFor() && part.name().equals(words.name(old.name()));
      }
      if (part.isAskedFor() && !asked) {
        warnings.warn(
            path + '.' + part.name(),
            "Version %s does not require '%s'%s: an action that sets the list without it is parked. Require it when no device works with that version any more."
                .formatted(warnings.before(), part.name(), ofList()));
      }
    }
  }

  private String ofList() {
    return list.isEmpty() ? "" : " in the records of '" + list + '\'';
  }

  private String remedy() {
    return list.isEmpty()
        ? "rename or retire it"
        : "rename it under 'records', or keep it, for an action that sets the list with it is parked";
  }
}
