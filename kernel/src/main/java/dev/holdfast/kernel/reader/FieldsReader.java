package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.ValueType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields} of a case type. */
final class FieldsReader {
  private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.INTEGER, ValueType.DECIMAL);
  private static final Set<ValueType> SIZED =
      EnumSet.of(ValueType.INTEGER, ValueType.DECIMAL, ValueType.TEXT);
  private static final Set<ValueType> ORDERED =
      EnumSet.of(ValueType.INTEGER, ValueType.DECIMAL, ValueType.DATE, ValueType.INSTANT);

  private final Findings findings;
  private final Names names;
  private final Vocabulary vocabulary;

  FieldsReader(Findings findings, Names names, Vocabulary vocabulary) {
    this.findings = findings;
    this.names = names;
    this.vocabulary = vocabulary;
  }

  Map<String, CaseType.Field> read(Block caseType) {
    Map<String, CaseType.Field> fields = new LinkedHashMap<>();
    for (Yaml.Entry entry : caseType.named("fields")) {
      Text name = PackageReader.name(entry, caseType.pathOf("fields"));
      names.field(name);
      Block block = Block.of(entry.value(), name.path(), Keys.FIELD, findings);
      block.require("type", "Say what its values are.");
      ValueType type = block.oneOf("type", Names.words(ValueType.class));
      if (type != null) {
        fields.put(name.value(), field(name.value(), block, type));
      } else {
        // Stands for the field, so that what names it is not reported as well.
        fields.put(name.value(), unfinished(name.value()));
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private CaseType.Field field(String name, Block block, ValueType type) {
    CaseType.MergeRule rule = block.oneOf("on-conflict", Names.words(CaseType.MergeRule.class));
    if (rule != null && !fits(rule, type)) {
      findings.add(
          block.placeOf("on-conflict"),
          block.pathOf("on-conflict"),
          "not-applicable",
          "A "
              + Words.of(type)
              + " can't be merged like this: append is for text, add for numbers,"
              + " max and min are for numbers, dates and instants.");
    }
    return new CaseType.Field(
        name,
        type,
        block.flag("required"),
        size(block, "min", type),
        max(block, type),
        choices(block, type),
        table(block, type),
        rule == null ? CaseType.MergeRule.DEVICE : rule);
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
    applicable(block, key, SIZED.contains(type), "is for integer, decimal and text");
    return block.whole(key);
  }

  private List<String> choices(Block block, ValueType type) {
    boolean choice = type == ValueType.CHOICE;
    applicable(block, "of", choice, "is for choice");
    return (choice ? block.requiredTexts("of", "Name the choices.") : block.texts("of"))
        .stream().map(Text::value).toList();
  }

  private @Nullable String table(Block block, ValueType type) {
    boolean reference = type == ValueType.REFERENCE;
    applicable(block, "table", reference, "is for reference");
    Text table =
        reference
            ? block.required("table", "Name the table that it refers to.")
            : block.text("table");
    if (table == null || !reference) {
      return null;
    }
    return TablesReader.checkTarget(table, vocabulary.tables(), findings) ? table.value() : null;
  }

  private void applicable(Block block, String key, boolean applicable, String what) {
    if (!applicable && block.has(key)) {
      findings.add(
          block.placeOf(key),
          block.pathOf(key),
          "not-applicable",
          "'" + key + "' " + what + "; remove it.");
    }
  }

  private static boolean fits(CaseType.MergeRule rule, ValueType type) {
    return switch (rule) {
      case APPEND -> type == ValueType.TEXT;
      case ADD -> NUMBERS.contains(type);
      case MAX, MIN -> ORDERED.contains(type);
      case DEVICE, SERVER, PARK -> true;
    };
  }

  private static CaseType.Field unfinished(String name) {
    return new CaseType.Field(
        name, ValueType.TEXT, false, null, null, List.of(), null, CaseType.MergeRule.DEVICE);
  }
}
