package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.FieldRules;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field with its rules compiled.
 *
 * @param definition the field
 * @param rules its rules by kind; those that are not there don't have to be evaluated
 * @param records the fields of its records, null unless it is a list of them
 */
public record FieldLogic(
    CaseType.Field definition, Map<FieldRules.Kind, Rule> rules, @Nullable FieldsLogic records) {

  /** The rule of a kind. */
  public Optional<Rule> rule(FieldRules.Kind kind) {
    return Optional.ofNullable(rules.get(kind));
  }

  /** Whether its value, or a part of it, is computed. */
  boolean computes() {
    return definition.isComputed() || records != null && !records.computing().isEmpty();
  }

  /** Whether computing it takes this field of the case. */
  boolean needs(String field) {
    return rule(FieldRules.Kind.COMPUTED).filter(rule -> rule.reads(field)).isPresent()
        || records != null && records.computing().stream().anyMatch(part -> part.needs(field));
  }

  /** Whether computing it takes this field of the same record. */
  boolean needsOfRecord(String field) {
    return rule(FieldRules.Kind.COMPUTED).filter(rule -> rule.readsOfRecord(field)).isPresent();
  }
}
