package dev.holdfast.admin.issues;

import dev.holdfast.kernel.app.CaseType;
import dev.holdfast.server.packages.api.Packages;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the form of a decision: every field of the action, edited by what the package says of it.
 */
@ApplicationScoped
public class DecisionForms {
  @Inject private Packages packages;

  /** The form for an issue, with the values that the device sent. */
  public DecisionForm of(IssueDetail detail) {
    var definitions = caseType(detail.issue()).map(CaseType::fields).orElse(Map.of());
    return new DecisionForm(
        detail.fields().stream()
            .map(
                field ->
                    new EditedField(field.field(), definitions.get(field.field()), field.mine()))
            .toList());
  }

  private Optional<CaseType> caseType(IssueView issue) {
    var application = issue.application();
    if (application == null) {
      return Optional.empty();
    }
    return packages
        .active(application)
        .map(logic -> logic.definition().cases().get(String.valueOf(issue.caseType())));
  }
}
