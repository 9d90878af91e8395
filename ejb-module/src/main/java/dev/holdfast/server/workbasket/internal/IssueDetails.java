package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Deciding.Present;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers all that is needed to decide on an issue. In the caller's transaction. */
@ApplicationScoped
public class IssueDetails {
  @Inject private IssueLists lists;
  @Inject private IssueEvents events;
  @Inject private Deciding deciding;
  @Inject private Resolver resolver;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected IssueDetails() {}

  IssueDetail of(Caller caller, Reach reach, Issue issue) {
    Optional<ActionSubmission> action = Submissions.read(issue.payload());
    Optional<Present> present =
        Optional.ofNullable(issue.caseId())
            .map(caseId -> deciding.present(Set.of(caseId)).get(caseId));
    return new IssueDetail(
        lists.find(issue.id()).orElseThrow(),
        action
            .map(deciding::understood)
            .map(a -> compare(a, present.orElse(null)))
            .orElse(List.of()),
        lists.behind(issue.actionId()).stream().filter(i -> reach.has(i.workbasket())).toList(),
        became(reach, issue),
        present.map(Present::stage).orElse(null),
        present.map(Present::version).orElse(0L),
        issue.payload(),
        Optional.ofNullable(issue.ending()).map(Ending::reason).orElse(null),
        resolver.choices(caller, issue, action),
        events.of(issue.id()));
  }

  private List<IssueView> became(Reach reach, Issue issue) {
    return issue.resolved()
        ? lists.became(issue.id()).stream().filter(i -> reach.has(i.workbasket())).toList()
        : List.of();
  }

  /** Base, mine and theirs of each field that the action sets. */
  static List<FieldComparison> compare(ActionSubmission action, @Nullable Present present) {
    return action.fields().keySet().stream()
        .sorted()
        .map(
            field ->
                new FieldComparison(
                    field,
                    action.base().get(field),
                    action.fields().get(field),
                    present == null ? null : present.fields().get(field)))
        .toList();
  }
}
