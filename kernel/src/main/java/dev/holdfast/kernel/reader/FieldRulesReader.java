package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldForm;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.kernel.casework.Literals;
import dev.holdfast.kernel.casework.Values;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules on a field. */
final class FieldRulesReader {
  private static final Set<ValueType> NOT_COMPUTED =
      EnumSet.of(ValueType.RECORDS, ValueType.LOCATION, ValueType.ATTACHMENT);

  private final Findings findings;
  private final RuleTexts rules;

  FieldRulesReader(Findings findings, RuleTexts rules) {
    this.findings = findings;
    this.rules = rules;
  }

  FieldRules read(Block block, FieldsReader.FieldPlace place, ValueType type, FieldForm form) {
    boolean computable = !NOT_COMPUTED.contains(type);
    String unfit = "is not for records, locations and attachments";
    block.applicable("computed", computable, unfit);
    block.applicable("default", computable, unfit);
    if (block.has("computed") && block.has("default")) {
      findings.add(
          block.placeOf("default"),
          block.pathOf("default"),
          "contradiction",
          "What is computed always is what 'computed' says; remove 'default'.");
    }
    Text message = block.text("message");
    if (message != null && !block.has("check")) {
      findings.add(
          message,
          "not-applicable",
          "'message' tells why 'check' refuses, and there is no 'check'.");
    }
    CaseType.Field plain =
        new CaseType.Field(place.name(), type, form, FieldRules.NONE, CaseType.MergeRule.DEVICE);
    return new FieldRules(
        required(block, place),
        rule(block, "visible", FieldRules.Kind.VISIBLE, place),
        computable ? rule(block, "computed", FieldRules.Kind.COMPUTED, place) : null,
        computable ? byDefault(block, place, plain) : null,
        rule(block, "check", FieldRules.Kind.CHECK, place),
        message == null ? null : message.value());
  }

  private @Nullable String required(Block block, FieldsReader.FieldPlace place) {
    Text text = block.text("required");
    if (text == null || text.value().equals("true") || text.value().equals("false")) {
      return text == null ? null : text.value();
    }
    return rules.add(FieldRules.Kind.REQUIRED, text, place);
  }

  private @Nullable String rule(
      Block block, String key, FieldRules.Kind kind, FieldsReader.FieldPlace place) {
    Text text = block.text(key);
    return text == null ? null : rules.add(kind, text, place);
  }

  private FieldRules.@Nullable Default byDefault(
      Block block, FieldsReader.FieldPlace place, CaseType.Field field) {
    Yaml value = block.yaml("default");
    if (value instanceof Yaml.Mapping) {
      Block rule = Block.of(value, block.pathOf("default"), Keys.DEFAULT_RULE, findings);
      Text text = rule.required("rule", "Give the rule that yields the value.");
      return text == null
          ? null
          : new FieldRules.DefaultRule(rules.add(FieldRules.Kind.DEFAULT, text, place));
    }
    if (field.type() == ValueType.CHOICES) {
      List<String> choices = block.texts("default").stream().map(Text::value).toList();
      return choices.isEmpty() ? null : literal(block, field, choices);
    }
    Text text = block.text("default");
    if (text == null) {
      return null;
    }
    Object json = Values.jsonFromText(field, text.value()).orElse(text.value());
    return literal(block, field, json);
  }

  private FieldRules.Literal literal(Block block, CaseType.Field field, Object json) {
    for (String problem : Literals.problems(field, json)) {
      findings.add(block.placeOf("default"), block.pathOf("default"), "bad-value", problem);
    }
    return new FieldRules.Literal(json);
  }
}
