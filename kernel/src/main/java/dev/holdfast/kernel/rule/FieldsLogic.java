package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import dev.holdfast.kernel.app.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a case type, or of the records of a list, with their rules compiled. Immutable and
 * safe for use by many threads.
 */
public final class FieldsLogic {
  private final Map<String, FieldLogic> fields;
  private final Dependence computing;

  private FieldsLogic(Map<String, FieldLogic> fields, BiPredicate<FieldLogic, String> needs) {
    this.fields = Collections.unmodifiableMap(fields);
    this.computing =
        Dependence.of(fields.values().stream().filter(FieldLogic::computes).toList(), needs);
  }

  /**
   * Compiles the rules of a case type's fields.
   *
   * @param fields the fields
   * @param known what the rules may speak of: these fields and the built-in ones
   * @throws IllegalArgumentException if a rule does not compile
   */
  public static FieldsLogic compile(
      RuleCompiler compiler,
      Map<String, CaseType.Field> fields,
      Map<String, CaseType.Field> known) {
    Map<String, FieldLogic> compiled = new LinkedHashMap<>();
    for (CaseType.Field field : fields.values()) {
      FieldsLogic records =
          field.type() == ValueType.RECORDS ? records(compiler, known, field) : null;
      compiled.put(
          field.name(),
          new FieldLogic(field, rules(compiler, field, new Sites(known, null)), records));
    }
    return new FieldsLogic(compiled, FieldLogic::needs);
  }

  private static FieldsLogic records(
      RuleCompiler compiler, Map<String, CaseType.Field> known, CaseType.Field list) {
    Map<String, FieldLogic> compiled = new LinkedHashMap<>();
    for (CaseType.Field field : list.form().fields().values()) {
      compiled.put(
          field.name(),
          new FieldLogic(field, rules(compiler, field, new Sites(known, list)), null));
    }
    return new FieldsLogic(compiled, FieldLogic::needsOfRecord);
  }

  private static Map<FieldRules.Kind, Rule> rules(
      RuleCompiler compiler, CaseType.Field field, Sites sites) {
    Map<FieldRules.Kind, Rule> rules = new EnumMap<>(FieldRules.Kind.class);
    for (FieldRules.Kind kind : FieldRules.Kind.values()) {
      field
          .rules()
          .expression(kind)
          .ifPresent(
              text -> rules.put(kind, compiler.compile(sites.of(kind, field), text).orThrow()));
    }
    return Collections.unmodifiableMap(rules);
  }

  /**
   * Where the rules of fields stand.
   *
   * @param fields the fields of the case type
   * @param records the list whose records' fields they are, null if the case's
   */
  public record Sites(Map<String, CaseType.Field> fields, CaseType.@Nullable Field records) {

    /** The place of a rule on a field. */
    public RuleSite of(FieldRules.Kind kind, CaseType.Field field) {
      ValueType yields =
          kind == FieldRules.Kind.COMPUTED || kind == FieldRules.Kind.DEFAULT
              ? field.type()
              : ValueType.BOOLEAN;
      if (kind == FieldRules.Kind.DEFAULT) {
        return RuleSite.byDefault(fields, yields);
      }
      return records == null
          ? RuleSite.field(fields, yields)
          : RuleSite.record(fields, records, yields);
    }
  }

  /** The fields by name, in the order of the document. */
  public Map<String, FieldLogic> fields() {
    return fields;
  }

  /** The fields that are computed or have computed parts, each after those that it depends on. */
  public List<FieldLogic> computing() {
    return computing.order();
  }

  /** Fields that depend on each other in a circle, in order; empty if there is none. */
  public List<String> circle() {
    return new ArrayList<>(computing.circle());
  }
}
