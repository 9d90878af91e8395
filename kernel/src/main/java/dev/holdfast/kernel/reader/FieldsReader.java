package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldForm;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields} of a case type, and of the records of a list. */
final class FieldsReader {
  private static final int MOST = 1000;

  private final Findings findings;
  private final Names names;
  private final FieldFormReader forms;
  private final RuleTexts rules;
  private final Set<String> reserved;

  FieldsReader(
      Findings findings,
      Names names,
      Vocabulary vocabulary,
      RuleTexts rules,
      Set<String> reserved) {
    this.findings = findings;
    this.names = names;
    this.reserved = reserved;
    this.forms = new FieldFormReader(findings, vocabulary);
    this.rules = rules;
  }

  /** The fields; their rules are collected and still to be compiled. */
  Map<String, CaseType.Field> read(Block caseType) {
    return read(caseType, null);
  }

  private Map<String, CaseType.Field> read(Block parent, @Nullable String list) {
    Map<String, CaseType.Field> fields = new LinkedHashMap<>();
    for (Yaml.Entry entry : parent.named("fields")) {
      Text name = PackageReader.name(entry, parent.pathOf("fields"));
      if (list == null) {
        names.field(name, reserved);
      } else {
        names.recordField(name);
      }
      List<String> keys = list == null ? Keys.FIELD : Keys.RECORD_FIELD;
      Block block = Block.of(entry.value(), name.path(), keys, findings);
      fields.put(name.value(), field(name.value(), block, list));
    }
    if (fields.size() > MOST) {
      findings.add(
          parent.placeOf("fields"),
          parent.pathOf("fields"),
          "too-large",
          fields.size() + " fields are too many, at most " + MOST + '.');
    }
    return Collections.unmodifiableMap(fields);
  }

  private CaseType.Field field(String name, Block block, @Nullable String list) {
    block.require("type", "Say what its values are.");
    Map<String, ValueType> words = Names.words(ValueType.class);
    if (list != null) {
      words.values().remove(ValueType.RECORDS);
    }
    ValueType type = block.oneOf("type", words);
    if (type == null) {
      // Stands for the field, so that what names it is not reported as well.
      return CaseType.Field.of(name, ValueType.TEXT);
    }
    FieldForm form = forms.read(block, type, records(name, block, type));
    FieldRules read =
        new FieldRulesReader(findings, rules).read(block, new FieldPlace(name, list), type, form);
    return new CaseType.Field(name, type, form, read, forms.onConflict(block, type));
  }

  private Map<String, CaseType.Field> records(String name, Block block, ValueType type) {
    boolean records = type == ValueType.RECORDS;
    block.applicable("fields", records, "is for records");
    if (!records) {
      return Map.of();
    }
    block.require("fields", "Say what each record holds.");
    return read(block, name);
  }

  /**
   * Where a field stands.
   *
   * @param name its name
   * @param list the list whose records it belongs to, null if the case
   */
  record FieldPlace(String name, @Nullable String list) {}
}
