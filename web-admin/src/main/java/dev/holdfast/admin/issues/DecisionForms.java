package dev.holdfast.admin.issues;

import dev.holdfast.admin.cases.CaseTypes;
import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.kernel.app.ValueType;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the form of a decision: every field of the action, edited by what the package in force says
 * of it.
 */
@ApplicationScoped
public class DecisionForms {
  @Inject private CaseTypes types;

  /** What the parts of an issue's case are called. */
  CaseWords words(IssueView issue) {
    return types.words(
        Objects.requireNonNullElse(issue.application(), ""),
        Objects.requireNonNullElse(issue.caseType(), ""));
  }

  /** The form for an issue, with the values that the device sent. */
  DecisionForm of(IssueDetail detail, CaseWords words) {
    return new DecisionForm(
        detail.fields().stream().map(field -> choice(words, field)).toList(),
        detail.caseVersion(),
        DecisionForm.followers(detail));
  }

  private static FieldChoice choice(CaseWords words, FieldComparison compared) {
    var type = words.definition();
    var definition = type == null ? null : type.fields().get(compared.field());
    var names = FieldNames.of(words, compared.field(), definition);
    return new FieldChoice(names, own(words, names, definition, compared.mine()), compared);
  }

  private static EditedValue own(
      CaseWords words,
      FieldNames names,
      CaseType.@Nullable Field definition,
      @Nullable Object value) {
    return definition == null || definition.type() != ValueType.RECORDS
        ? new EditedField(names, definition, value)
        : new EditedRecords(
            definition.form().fields().values().stream()
                .map(
                    column ->
                        new EditedField(
                            FieldNames.ofColumn(words, names.name(), column), column, null))
                .toList(),
            value);
  }
}
