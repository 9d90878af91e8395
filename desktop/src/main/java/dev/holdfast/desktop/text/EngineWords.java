package dev.holdfast.desktop.text;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.ActionForm;
import dev.holdfast.kernel.casework.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the engine says against an action, in the user's language and with what fields are called.
 * Messages that the package brings, and those of codes that this version does not know, are shown
 * as they are.
 */
public final class EngineWords {
  /** How the engine says that a field of a record is meant. */
  private static final Pattern RECORD = Pattern.compile("^(\\w+), record (\\d+): (\\w+)\\b.*");

  private final Texts texts;

  /** Messages in this language. */
  public EngineWords(Texts texts) {
    this.texts = texts;
  }

  /**
   * A message as the user reads it beside its field.
   *
   * @param fields the form's fields by name; what is not in it is called as the engine does
   */
  public String of(Message message, Map<String, ActionForm.Field> fields) {
    String key = "engine." + message.code();
    if (!texts.has(key)) {
      return message.text();
    }
    Place place = place(message, fields);
    return place.prefix()
        + switch (message.code()) {
          case "min", "max" -> limit(key, message.code(), place.field());
          case "wrong-type" -> wrongType(key, place.field());
          default -> texts.get(key, place.label());
        };
  }

  /** All messages that are about no field, or one that is not in the form, one after the other. */
  public List<String> general(List<Message> messages, Map<String, ActionForm.Field> fields) {
    return messages.stream()
        .filter(message -> message.field() == null || !fields.containsKey(message.field()))
        .map(message -> of(message, fields))
        .distinct()
        .toList();
  }

  /** The messages about each field of the form. */
  public Map<String, String> byField(List<Message> messages, Map<String, ActionForm.Field> fields) {
    return messages.stream()
        .filter(message -> message.field() != null && fields.containsKey(message.field()))
        .collect(
            Collectors.toMap(
                message -> String.valueOf(message.field()),
                message -> of(message, fields),
                (one, other) -> one.equals(other) ? one : one + "\n" + other));
  }

  private record Place(String prefix, String label, CaseType.@Nullable Field field) {}

  private Place place(Message message, Map<String, ActionForm.Field> fields) {
    String name = message.field() == null ? "" : message.field();
    ActionForm.Field field = fields.get(name);
    if (field == null) {
      return new Place("", name, null);
    }
    Matcher record = RECORD.matcher(message.text());
    if (record.matches() && field.records() != null) {
      String part = record.group(3);
      Optional<ActionForm.Field> of =
          field.records().blank().stream()
              .filter(each -> each.definition().name().equals(part))
              .findFirst();
      return new Place(
          texts.get("engine.record", Integer.valueOf(record.group(2))) + ' ',
          of.map(ActionForm.Field::label).orElse(part),
          of.map(ActionForm.Field::definition).orElse(null));
    }
    return new Place("", field.label(), field.definition());
  }

  private String limit(String key, String code, CaseType.@Nullable Field field) {
    Function<CaseType.Field, @Nullable Long> which =
        code.equals("min") ? each -> each.form().min() : each -> each.form().max();
    Long limit = field == null ? null : which.apply(field);
    if (field == null || limit == null) {
      return texts.get(key, "?");
    }
    String of =
        switch (field.type()) {
          case TEXT -> ".text";
          case CHOICES, RECORDS -> ".count";
          default -> "";
        };
    return texts.get(key + of, limit);
  }

  private String wrongType(String key, CaseType.@Nullable Field field) {
    ValueType type = field == null ? ValueType.TEXT : field.type();
    String precise = key + '.' + type.name().toLowerCase(Locale.ROOT);
    return texts.get(texts.has(precise) ? precise : key);
  }
}
