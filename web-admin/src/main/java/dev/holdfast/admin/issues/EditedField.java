package dev.holdfast.admin.issues;

import static dev.holdfast.admin.shell.TypedText.lineFeeds;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.digest.CanonicalJson;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of an action while a person edits it: text in the form, its JSON form for the facade. */
public class EditedField implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final ValueType type;
  private final List<String> choices;
  private @Nullable String text;

  /**
   * Begins to edit.
   *
   * @param name the field
   * @param definition what the package in force says of it, null if it knows no such field
   * @param value present value in JSON form, null if none
   */
  EditedField(String name, CaseType.@Nullable Field definition, @Nullable Object value) {
    this.name = name;
    this.type = definition == null ? ValueType.TEXT : definition.type();
    this.choices = definition == null ? List.of() : List.copyOf(definition.of());
    this.text = value == null ? null : text(value);
  }

  /**
   * The value in JSON form.
   *
   * @throws RefusedException {@code INVALID} if an integer can't be read; all else is the engine's
   *     to judge
   */
  @Nullable Object value() throws RefusedException {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case INTEGER -> integer(text);
      case BOOLEAN -> Boolean.valueOf(text);
      default -> text;
    };
  }

  /** Lists and objects are edited as JSON. */
  private static String text(Object value) {
    return value instanceof Collection<?> || value instanceof Map<?, ?>
        ? CanonicalJson.of(value)
        : value.toString();
  }

  private Long integer(String digits) throws RefusedException {
    try {
      return Long.valueOf(digits.strip());
    } catch (NumberFormatException unreadable) {
      throw new RefusedException(
          ErrorCode.INVALID, "\"" + digits + "\" is not a whole number for " + name + ".");
    }
  }

  /** The field. */
  public String getName() {
    return name;
  }

  /** How it is edited: {@code choice}, {@code date}, {@code long} or {@code line}. */
  public String getInput() {
    return switch (type) {
      case CHOICE, BOOLEAN -> "choice";
      case DATE -> "date";
      case TEXT, CHOICES, RECORDS, LOCATION, ATTACHMENT -> "long";
      default -> "line";
    };
  }

  /** What may be chosen. */
  public List<String> getChoices() {
    return type == ValueType.BOOLEAN ? List.of("true", "false") : choices;
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
}
