package dev.holdfast.admin.issues;

import static dev.holdfast.admin.shell.TypedText.lineFeeds;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.Values;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field while a person edits it: text or choices in the form, its JSON form for the
 * facade. A list of records is edited by {@link EditedRecords}.
 */
public class EditedField implements EditedValue {
  private static final long serialVersionUID = 1L;

  private final FieldNames names;
  private final ValueType type;
  private final ArrayList<String> choices;
  private @Nullable String text;
  private ArrayList<String> chosen = new ArrayList<>();

  /**
   * Begins to edit.
   *
   * @param names what the field is called
   * @param definition what the package in force says of it, null if it knows no such field
   * @param value present value in JSON form, null if none
   */
  EditedField(FieldNames names, CaseType.@Nullable Field definition, @Nullable Object value) {
    this.names = names;
    this.type = definition == null ? ValueType.TEXT : definition.type();
    this.choices = definition == null ? new ArrayList<>() : new ArrayList<>(definition.of());
    show(value);
  }

  private EditedField(EditedField like) {
    this.names = like.names;
    this.type = like.type;
    this.choices = like.choices;
  }

  /** The same field of another record, with another value in JSON form. */
  EditedField of(@Nullable Object value) {
    var other = new EditedField(this);
    other.show(value);
    return other;
  }

  /** Shows a value, in JSON form. */
  final void show(@Nullable Object value) {
    text = value == null ? null : text(value);
    chosen = new ArrayList<>();
    if (type == ValueType.CHOICES && value instanceof Collection<?> list) {
      list.forEach(one -> chosen.add(String.valueOf(one)));
    }
  }

  /**
   * The value in JSON form.
   *
   * @throws RefusedException {@code INVALID} if an integer, location or attachment can't be read;
   *     all else is the engine's to judge
   */
  @Override
  public @Nullable Object value() throws RefusedException {
    if (type == ValueType.CHOICES) {
      return chosen.isEmpty() ? null : List.copyOf(chosen);
    }
    if (text == null) {
      return null;
    }
    return switch (type) {
      case INTEGER -> integer(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case LOCATION, ATTACHMENT -> object(text);
      default -> text;
    };
  }

  /** Lists and objects that have no input of their own are edited as JSON. */
  private static String text(Object value) {
    return value instanceof Collection<?> || value instanceof Map<?, ?>
        ? CanonicalJson.of(value)
        : value.toString();
  }

  private Long integer(String digits) throws RefusedException {
    try {
      return Long.valueOf(digits.strip());
    } catch (NumberFormatException unreadable) {
      throw unreadable(digits, "a whole number");
    }
  }

  private Object object(String json) throws RefusedException {
    return Values.jsonFromText(CaseType.Field.of(names.name(), type), json)
        .orElseThrow(() -> unreadable(json, "a JSON object"));
  }

  private RefusedException unreadable(String typed, String what) {
    return new RefusedException(
        ErrorCode.INVALID, '"' + typed + "\" is not " + what + " for " + names.label() + ".");
  }

  /** What the field is called. */
  public FieldNames getNames() {
    return names;
  }

  /**
   * How it is edited: {@code choice}, {@code choices}, {@code truth}, {@code date}, {@code time},
   * {@code whole}, {@code decimal}, {@code long} or {@code line}.
   */
  public String getInput() {
    return switch (type) {
      case CHOICE -> "choice";
      case CHOICES -> "choices";
      case BOOLEAN -> "truth";
      case DATE -> "date";
      case TIME -> "time";
      case INTEGER -> "whole";
      case DECIMAL -> "decimal";
      case TEXT, RECORDS, LOCATION, ATTACHMENT -> "long";
      default -> "line";
    };
  }

  /** What may be chosen. */
  public List<String> getChoices() {
    return choices;
  }

  /** The value as text, null if none. */
  public @Nullable String getText() {
    return text;
  }

  /**
   * The value as text, null if none. Line ends in a form are no one's edit: a text that differs in
   * nothing else stays as it was.
   */
  public void setText(@Nullable String typed) {
    if (typed == null || text == null || !lineFeeds(typed).equals(lineFeeds(text))) {
      text = typed;
    }
  }

  /** The choices made. */
  public List<String> getChosen() {
    return chosen;
  }

  /** The choices made. */
  public void setChosen(@Nullable List<String> chosen) {
    this.chosen = chosen == null ? new ArrayList<>() : new ArrayList<>(chosen);
  }
}
