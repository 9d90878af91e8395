package dev.holdfast.kernel.casework;

import dev.holdfast.kernel.app.Attachment;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ContentRules;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.rule.RowLookup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks values of the right type: choices, least and greatest, contents that may be attached, rows
 * that are referred to.
 *
 * @param rows the rows that references refer to
 */
record Limits(RowLookup rows) {

  /** What is wrong with a value that is no list of records. */
  List<Message> check(CaseType.Field field, Object value) {
    List<Message> messages = new ArrayList<>();
    check(field, value, Spot.of(field), messages);
    return messages;
  }

  /**
   * What is wrong with a list of records. What the case has in a record already is not asked again.
   *
   * @param present the list that the case has, null if none
   */
  List<Message> check(
      CaseType.Field list, List<Map<String, Object>> records, @Nullable Object present) {
    List<Message> messages = new ArrayList<>();
    size(list, records, Spot.of(list), messages);
    Map<String, Map<String, Object>> before = Records.byId(present).orElse(Map.of());
    int number = 0;
    for (Map<String, Object> record : records) {
      number++;
      Map<String, Object> old = before.getOrDefault((String) record.get(Records.ID), Map.of());
      for (CaseType.Field field : list.form().fields().values()) {
        Object value = record.get(field.name());
        if (value != null && !Values.same(value, old.get(field.name()))) {
          check(field, value, Spot.of(list, number, field.name()), messages);
        }
      }
    }
    return messages;
  }

  /** Checks a value that is no list of records. */
  void check(CaseType.Field field, Object value, Spot spot, List<Message> messages) {
    if (field.type() == ValueType.CHOICE && !field.of().contains(value)) {
      messages.add(Messages.choice(field, spot));
    } else if (field.type() == ValueType.CHOICES && !field.of().containsAll((List<?>) value)) {
      messages.add(Messages.choices(field, spot));
    }
    size(field, value, spot, messages);
    content(field, value, spot, messages);
    String table = field.table();
    if (table != null && rows.find(table, value.toString()).isEmpty()) {
      messages.add(Messages.unknownRow(spot, table, value));
    }
  }

  private static void size(CaseType.Field field, Object value, Spot spot, List<Message> messages) {
    BigDecimal size = size(value);
    Long min = field.form().min();
    Long max = field.form().max();
    if (size != null && min != null && size.compareTo(BigDecimal.valueOf(min)) < 0) {
      messages.add(Messages.min(field, spot, min));
    }
    if (size != null && max != null && size.compareTo(BigDecimal.valueOf(max)) > 0) {
      messages.add(Messages.max(field, spot, max));
    }
  }

  private static void content(
      CaseType.Field field, Object value, Spot spot, List<Message> messages) {
    if (value instanceof Attachment attachment) {
      ContentRules rules = field.form().content();
      if (!rules.takesBytes(attachment.size())) {
        messages.add(Messages.maxSize(rules, spot, attachment));
      }
      if (!rules.takesType(attachment.type())) {
        messages.add(Messages.mediaType(rules, spot, attachment));
      }
    }
  }

  /** What min and max are about: the number itself, a text's length in characters, or a count. */
  private static @Nullable BigDecimal size(Object value) {
    if (value instanceof String text) {
      return BigDecimal.valueOf(text.codePointCount(0, text.length()));
    }
    if (value instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Collection<?> list) {
      return BigDecimal.valueOf(list.size());
    }
    return value instanceof BigDecimal decimal ? decimal : null;
  }
}
