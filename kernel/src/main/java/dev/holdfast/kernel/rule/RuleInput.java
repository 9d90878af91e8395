package dev.holdfast.kernel.rule;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.UserAttribute;
import java.util.HashMap;
import java.util.Map;

/** What one rule is given of the facts: as little as it reads. */
final class RuleInput {
  private final RuleSite site;
  private final Map<String, UserAttribute> attributes;
  private final Reads ofCase;
  private final RuleValues values;
  private final RuleValues recordValues;

  RuleInput(RuleSite site, Map<String, UserAttribute> attributes, Reads ofCase, Rows references) {
    this.site = site;
    this.attributes = attributes;
    this.ofCase = ofCase;
    this.values = new RuleValues(site.fields(), references);
    CaseType.Field records = site.records();
    this.recordValues =
        new RuleValues(records == null ? Map.of() : records.form().fields(), references);
  }

  Map<String, Object> of(Facts facts) {
    Map<String, Object> variables = new HashMap<>();
    if (site.sees() != RuleSite.Sees.INPUT) {
      variables.put("case", values.of(facts.subject(), ofCase::contains, facts.rows()));
    }
    if (site.sees() == RuleSite.Sees.INPUT || site.sees() == RuleSite.Sees.ACTION) {
      variables.put("input", values.of(facts.input(), name -> true, facts.rows()));
    }
    if (site.sees() == RuleSite.Sees.RECORD) {
      variables.put("record", recordValues.of(facts.record(), name -> true, facts.rows()));
    }
    variables.put("user", UserValues.of(facts.user(), attributes));
    variables.put("now", facts.now());
    return variables;
  }
}
