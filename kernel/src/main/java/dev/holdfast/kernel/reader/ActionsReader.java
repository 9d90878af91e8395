package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.rule.RuleSite;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code actions} of a case type. */
final class ActionsReader {
  private final Findings findings;
  private final Names names;
  private final Vocabulary vocabulary;
  private final RuleTexts rules;
  private final FamilyReader families;

  ActionsReader(
      Findings findings,
      Names names,
      Vocabulary vocabulary,
      RuleTexts rules,
      FamilyReader families) {
    this.findings = findings;
    this.names = names;
    this.vocabulary = vocabulary;
    this.rules = rules;
    this.families = families;
  }

  /**
   * Reads the actions.
   *
   * @param fields the fields of the case type, built-in ones included
   * @param stages its stages
   * @param forms its forms
   */
  Map<String, CaseType.Action> read(
      Block caseType,
      Map<String, CaseType.Field> fields,
      List<String> stages,
      Collection<String> forms) {
    Map<String, CaseType.Action> actions = new LinkedHashMap<>();
    for (Yaml.Entry entry : caseType.named("actions")) {
      Text name = PackageReader.name(entry, caseType.pathOf("actions"));
      names.name(name, "action");
      Block block = Block.of(entry.value(), name.path(), Keys.ACTION, findings);
      actions.put(name.value(), action(name.value(), block, fields, new Known(stages, forms)));
    }
    if (caseType.has("actions") && actions.values().stream().allMatch(a -> a.creates() == null)) {
      findings.add(
          caseType.placeOf("actions"),
          caseType.pathOf("actions"),
          "no-creating-action",
          "No action creates a case; give one of them 'creates: STAGE'.");
    }
    families.checkOpening(caseType, actions.values());
    return Collections.unmodifiableMap(actions);
  }

  /** What an action of the case type may name, beside fields. */
  private record Known(List<String> stages, Collection<String> forms) {}

  private CaseType.Action action(
      String name, Block block, Map<String, CaseType.Field> fields, Known known) {
    checkStages(block);
    List<String> sets = sets(block, fields);
    if (block.has("creates")) {
      checkRequired(block, fields, sets);
    }
    List<Text> by = block.requiredTexts("by", "Name the roles that may do it.");
    by.forEach(role -> findings.unlessKnown(role, vocabulary.roles(), "unknown-role", "role"));
    List<Text> from = block.texts("from");
    from.forEach(stage -> findings.unlessKnown(stage, known.stages(), "unknown-stage", "stage"));
    Text form = block.text("form");
    if (form != null) {
      findings.unlessKnown(form, known.forms(), "unknown-form", "form");
    }
    Text message = block.text("message");
    if (message != null && !block.has("when")) {
      findings.add(
          message, "not-applicable", "'message' tells why 'when' refuses, and there is no 'when'.");
    }
    return new CaseType.Action(
        name,
        from.stream().map(Text::value).toList(),
        stage(block, "creates", known.stages()),
        stage(block, "to", known.stages()),
        block.flag("completes"),
        by.stream().map(Text::value).toList(),
        sets,
        guard(block, fields),
        message == null ? null : message.value(),
        form == null ? null : form.value(),
        new HandoverReader(findings, vocabulary.worklists()).read(block, sets),
        families.waitsFor(block, sets));
  }

  private void checkStages(Block block) {
    if (block.has("creates") && (block.has("from") || block.has("to"))) {
      findings.add(
          block.place(),
          block.path(),
          "contradiction",
          "An action that creates a case names its stage in 'creates' and has neither 'from' nor"
              + " 'to'.");
    } else if (!block.has("creates") && !block.has("from")) {
      findings.add(
          block.place(),
          block.path(),
          "missing-key",
          "Say in which stages it is possible ('from'), or that it creates a case ('creates').");
    }
  }

  private List<String> sets(Block block, Map<String, CaseType.Field> fields) {
    List<Text> sets = block.texts("sets");
    sets.forEach(field -> findings.unlessKnown(field, fields.keySet(), "unknown-field", "field"));
    for (Text set : sets) {
      CaseType.Field field = fields.get(set.value());
      if (field != null && field.isComputed()) {
        findings.add(
            set,
            "computed-field",
            "'" + set.value() + "' is computed, nobody sets it; remove it here.");
      }
    }
    return sets.stream().map(Text::value).toList();
  }

  private void checkRequired(Block block, Map<String, CaseType.Field> fields, List<String> sets) {
    for (CaseType.Field field : fields.values()) {
      if (field.isAskedFor() && !sets.contains(field.name())) {
        findings.add(
            block.placeOf("sets"),
            block.pathOf("sets"),
            "required-not-set",
            "'" + field.name() + "' is required, but this action creates a case and can't set it.");
      }
    }
  }

  private @Nullable String stage(Block block, String key, List<String> stages) {
    Text stage = block.text(key);
    if (stage == null) {
      return null;
    }
    findings.unlessKnown(stage, stages, "unknown-stage", "stage");
    return stage.value();
  }

  private @Nullable String guard(Block block, Map<String, CaseType.Field> fields) {
    Text when = block.text("when");
    if (when == null) {
      return null;
    }
    rules.compile(RuleSite.guard(fields), when);
    return when.value();
  }
}
