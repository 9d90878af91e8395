package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.CaseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of an action as one user sees it now: every surface draws it from this.
 *
 * @param label what the action is called
 * @param help what people should know of it, null if nothing
 * @param groups groups of fields, in order
 */
public record ActionForm(String label, @Nullable String help, List<Group> groups) {

  /**
   * Fields that belong together.
   *
   * @param label what they are called, empty if nothing
   * @param help what people should know of them, null if nothing
   * @param fields fields in order, those that are not visible now among them
   */
  public record Group(String label, @Nullable String help, List<Field> fields) {}

  /**
   * A field of the case, or of a record.
   *
   * @param definition its name, type and limits
   * @param label what it is called
   * @param help what people should know of it, null if nothing
   * @param state how it stands now
   * @param choices what can be chosen, in order; empty unless choice or choices
   * @param records the records of a list, null unless it is one
   */
  public record Field(
      CaseType.Field definition,
      String label,
      @Nullable String help,
      State state,
      List<Choice> choices,
      @Nullable Records records) {

    /** What a choice is called, any other text as it is. */
    public String called(String value) {
      return choices.stream()
          .filter(choice -> choice.value().equals(value))
          .map(Choice::label)
          .findFirst()
          .orElse(value);
    }
  }

  /**
   * How a field stands.
   *
   * @param settable whether the action may set it; otherwise it is only shown
   * @param required whether it can be set and has to have a value
   * @param visible whether it is there to be filled in
   * @param value its value in Java form, what was typed and what is computed from it included; null
   *     if none
   */
  public record State(
      boolean settable, boolean required, boolean visible, @Nullable Object value) {}

  /**
   * A choice.
   *
   * @param value it
   * @param label what it is called
   * @param help what people should know of it, null if nothing
   */
  public record Choice(String value, String label, @Nullable String help) {}

  /**
   * The records of a list.
   *
   * @param blank the fields of a record to be added
   * @param rows the records that are there, in order
   */
  public record Records(List<Field> blank, List<Row> rows) {}

  /**
   * A record.
   *
   * @param id its id
   * @param fields its fields in order
   */
  public record Row(String id, List<Field> fields) {}
}
