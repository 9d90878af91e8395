package dev.holdfast.kernel.reader;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.rule.Compilation;
import dev.holdfast.kernel.rule.FieldLogic;
import dev.holdfast.kernel.rule.FieldsLogic;
import dev.holdfast.kernel.rule.RuleCompiler;
import dev.holdfast.kernel.rule.RuleProblem;
import dev.holdfast.kernel.rule.RuleSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of one case type, compiled when all of its fields are known. */
final class RuleTexts {
  private final Findings findings;
  private final RuleCompiler compiler;
  private final List<OfField> ofFields = new ArrayList<>();

  RuleTexts(Findings findings, RuleCompiler compiler) {
    this.findings = findings;
    this.compiler = compiler;
  }

  private record OfField(FieldRules.Kind kind, Text text, FieldsReader.FieldPlace place) {}

  /** Keeps the rule of a field, to be compiled later. */
  String add(FieldRules.Kind kind, Text text, FieldsReader.FieldPlace place) {
    ofFields.add(new OfField(kind, text, place));
    return text.value();
  }

  /**
   * Compiles the rules that were kept.
   *
   * @param fields the fields of the case type
   * @param known these and the built-in ones
   */
  void compile(
      Block caseType, Map<String, CaseType.Field> fields, Map<String, CaseType.Field> known) {
    boolean good = true;
    for (OfField rule : ofFields) {
      String list = rule.place().list();
      CaseType.Field records = list == null ? null : fields.get(list);
      Map<String, CaseType.Field> owner = records == null ? fields : records.form().fields();
      CaseType.Field field = owner.get(rule.place().name());
      good &=
          field != null
              && compile(new FieldsLogic.Sites(known, records).of(rule.kind(), field), rule.text());
    }
    if (good && ofFields.stream().anyMatch(rule -> rule.kind() == FieldRules.Kind.COMPUTED)) {
      checkCircles(caseType, FieldsLogic.compile(compiler, fields, known));
    }
  }

  /** Compiles one rule; false if something is wrong with it. */
  boolean compile(RuleSite site, Text text) {
    if (compiler.compile(site, text.value()) instanceof Compilation.Failed failed) {
      for (RuleProblem problem : failed.problems()) {
        Place place = text.place().inside(problem.line(), problem.column());
        findings.add(
            place, text.path(), "bad-rule", "The rule is wrong: " + problem.message() + '.');
      }
      return false;
    }
    return true;
  }

  private void checkCircles(Block caseType, FieldsLogic logic) {
    check(caseType, logic, null);
    for (FieldLogic field : logic.fields().values()) {
      if (field.records() != null) {
        check(caseType, field.records(), field.definition().name());
      }
    }
  }

  private void check(Block caseType, FieldsLogic logic, @Nullable String list) {
    List<String> circle = logic.circle();
    if (circle.isEmpty()) {
      return;
    }
    Place place =
        ofFields.stream()
            .filter(rule -> rule.kind() == FieldRules.Kind.COMPUTED)
            .filter(rule -> isIn(rule.place(), list, circle))
            .map(rule -> rule.text().place())
            .findFirst()
            .orElse(caseType.placeOf("fields"));
    String fields = caseType.pathOf("fields") + (list == null ? "" : '.' + list + ".fields");
    findings.add(
        place,
        fields + '.' + circle.get(0),
        "circular-rule",
        "What is computed depends on itself: "
            + String.join(" -> ", circle)
            + " -> "
            + circle.get(0)
            + ". A rule that uses the case or record as a whole depends on every field of it.");
  }

  /** A computed part of a list is what makes the list depend on something. */
  private static boolean isIn(
      FieldsReader.FieldPlace place, @Nullable String list, List<String> circle) {
    if (list != null) {
      return list.equals(place.list()) && circle.contains(place.name());
    }
    return circle.contains(place.list() == null ? place.name() : place.list());
  }
}
