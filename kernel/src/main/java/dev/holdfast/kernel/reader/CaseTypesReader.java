package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.Coordination;
import dev.holdfast.kernel.app.Form;
import dev.holdfast.kernel.app.Scope;
import dev.holdfast.kernel.rule.RuleCompiler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code cases}. */
final class CaseTypesReader {
  private final Findings findings;
  private final Findings warnings;
  private final Names names;
  private final Vocabulary vocabulary;

  /**
   * Reads the case types.
   *
   * @param warnings gets what works, and is of no use
   */
  CaseTypesReader(Findings findings, Findings warnings, Names names, Vocabulary vocabulary) {
    this.findings = findings;
    this.warnings = warnings;
    this.names = names;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads the case types.
   *
   * @param workbasket where issues go unless a type says otherwise
   */
  Map<String, CaseType> read(Block root, String workbasket) {
    Map<String, CaseType> types = new LinkedHashMap<>();
    Map<String, Block> blocks = new LinkedHashMap<>();
    Map<String, List<String>> children = FamilyReader.children(root);
    for (Yaml.Entry entry : root.named("cases")) {
      Text name = PackageReader.name(entry, root.pathOf("cases"));
      names.viewed(name, "case type");
      if (vocabulary.tables().containsKey(name.value())) {
        findings.add(
            name,
            "duplicate-name",
            "There is a table '" + name.value() + "'; call the case type something else.");
      }
      Block block = Block.of(entry.value(), name.path(), Keys.CASE_TYPE, findings);
      types.put(name.value(), type(name.value(), block, workbasket, children));
      blocks.put(name.value(), block);
    }
    // The scope of a child may speak of its parent, whose type may come later in the document.
    blocks.forEach(
        (name, block) -> types.computeIfPresent(name, (any, type) -> scoped(type, types, block)));
    return Collections.unmodifiableMap(types);
  }

  private CaseType scoped(CaseType type, Map<String, CaseType> types, Block block) {
    Scope scope =
        new ScopeReader(findings, vocabulary, PathResolver.ofCase(type, types, vocabulary))
            .read(block);
    return scope == null ? type : type.with(scope);
  }

  private CaseType type(
      String name, Block block, String workbasket, Map<String, List<String>> children) {
    block.require("fields", "Say what a case holds.");
    List<Text> stages = block.labelled("stages", "Name the stages of a case in order.");
    stages.forEach(stage -> names.name(stage, "stage"));
    List<String> stageNames = stages.stream().map(Text::value).toList();
    FamilyReader families = new FamilyReader(findings, children, name);
    Coordination coordination =
        new Coordination(
            vocabulary.worklists(),
            new DeadlinesReader(findings).read(block, stageNames),
            families.read(block));
    RuleTexts rules =
        new RuleTexts(findings, new RuleCompiler(vocabulary.attributes(), vocabulary.tables()));
    Map<String, CaseType.Field> fields =
        new FieldsReader(findings, names, vocabulary, rules, coordination.reserved()).read(block);
    Map<String, CaseType.Field> known = coordination.with(fields);
    rules.compile(block, fields, known);
    CaseType.ConflictPolicy conflict =
        block.oneOf("conflict", Names.words(CaseType.ConflictPolicy.class));
    block.require("actions", "Say what people do with a case.");
    Map<String, Form> forms = new FormsReader(findings, names).read(block, known.keySet());
    Map<String, CaseType.Action> actions =
        new ActionsReader(findings, names, vocabulary, rules, families)
            .read(block, known, stageNames, forms.keySet());
    new StageChecks(findings, block, actions.values()).check(stages);
    return new CaseType(
        name,
        fields,
        new Scope(List.of()),
        stageNames,
        conflict == null ? CaseType.ConflictPolicy.LAST_WRITER_WINS : conflict,
        actions,
        new IssuesReader(findings, names, vocabulary)
            .read(block, workbasket, known, actions.keySet()),
        forms,
        coordination,
        new RetentionReader(findings).read(block),
        new IndexesReader(findings, warnings)
            .read(block, IndexedColumns.ofCase(fields, coordination)));
  }
}
