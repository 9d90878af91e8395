package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldForm;
import dev.holdfast.kernel.app.ValueType;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the values of a field look like, and how they merge. */
final class FieldFormReader {
  private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.INTEGER, ValueType.DECIMAL);
  private static final Set<ValueType> SIZED =
      EnumSet.of(
          ValueType.INTEGER,
          ValueType.DECIMAL,
          ValueType.TEXT,
          ValueType.CHOICES,
          ValueType.RECORDS);
  private static final Set<ValueType> ORDERED =
      EnumSet.of(
          ValueType.INTEGER, ValueType.DECIMAL, ValueType.DATE, ValueType.TIME, ValueType.INSTANT);

  private final Findings findings;
  private final Vocabulary vocabulary;

  FieldFormReader(Findings findings, Vocabulary vocabulary) {
    this.findings = findings;
    this.vocabulary = vocabulary;
  }

  FieldForm read(Block block, ValueType type, Map<String, CaseType.Field> records) {
    checkTarget(block, type);
    return new FieldForm(
        size(block, "min", type),
        max(block, type),
        choices(block, type),
        table(block, type),
        caseType(block, type),
        records,
        new ContentRulesReader(findings).read(block, type));
  }

  CaseType.MergeRule onConflict(Block block, ValueType type) {
    CaseType.MergeRule rule = block.oneOf("on-conflict", Names.words(CaseType.MergeRule.class));
    if (rule != null && !fits(rule, type)) {
      findings.add(
          block.placeOf("on-conflict"),
          block.pathOf("on-conflict"),
          "not-applicable",
          "A "
              + Words.of(type)
              + " can't be merged like this: append is for text, add for numbers,"
              + " max and min are for numbers, dates, times and instants, union is for choices.");
    }
    return rule == null ? CaseType.MergeRule.DEVICE : rule;
  }

  private @Nullable Long max(Block block, ValueType type) {
    Long max = size(block, "max", type);
    Text min = block.has("min") ? block.text("min") : null;
    if (max != null
        && min != null
        && min.value().matches("-?[0-9]{1,18}")
        && Long.parseLong(min.value()) > max) {
      findings.add(
          block.placeOf("max"),
          block.pathOf("max"),
          "bad-value",
          "max is less than min: nothing fits.");
    }
    return max;
  }

  private @Nullable Long size(Block block, String key, ValueType type) {
    block.applicable(key, SIZED.contains(type), "is for integer, decimal, text, choices, records");
    return block.whole(key);
  }

  private static List<String> choices(Block block, ValueType type) {
    boolean choice = type == ValueType.CHOICE || type == ValueType.CHOICES;
    block.applicable("of", choice, "is for choice and choices");
    return (choice ? block.labelled("of", "Name the choices.") : block.texts("of"))
        .stream().map(Text::value).toList();
  }

  private void checkTarget(Block block, ValueType type) {
    boolean reference = type == ValueType.REFERENCE;
    block.applicable("table", reference, "is for reference");
    block.applicable("case", reference, "is for reference");
    if (reference && block.has("case") == block.has("table")) {
      findings.add(
          block.place(),
          block.pathOf("table"),
          block.has("table") ? "contradiction" : "missing-key",
          "A reference refers to a table ('table') or to cases of a type ('case'), and to one of"
              + " them only.");
    }
  }

  private @Nullable String table(Block block, ValueType type) {
    Text table = block.text("table");
    if (table == null || type != ValueType.REFERENCE) {
      return null;
    }
    return TablesReader.checkTarget(table, vocabulary.tables(), findings) ? table.value() : null;
  }

  private @Nullable String caseType(Block block, ValueType type) {
    Text name = block.text("case");
    if (name == null || type != ValueType.REFERENCE) {
      return null;
    }
    findings.unlessKnown(name, vocabulary.cases(), "unknown-case-type", "case type");
    return name.value();
  }

  private static boolean fits(CaseType.MergeRule rule, ValueType type) {
    return switch (rule) {
      case APPEND -> type == ValueType.TEXT;
      case ADD -> NUMBERS.contains(type);
      case MAX, MIN -> ORDERED.contains(type);
      case UNION -> type == ValueType.CHOICES;
      case DEVICE, SERVER, PARK -> true;
    };
  }
}
