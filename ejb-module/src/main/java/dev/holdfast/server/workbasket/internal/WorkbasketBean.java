package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.wire.ActionSubmission;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Deciding.Present;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.LockedRefusal;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueDetail.FieldComparison;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Outcomes;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The issue workbasket: lists by SQL, decisions by JPA. */
@Stateless
@Interceptors(LockedRefusal.class)
public class WorkbasketBean implements Workbasket {

  @PersistenceContext private EntityManager entities;
  @Inject private Jdbc jdbc;
  @Inject private Patience patience;
  @Inject private IssueLists lists;
  @Inject private Judging judging;
  @Inject private Deciding deciding;
  @Inject private Resolver resolver;
  @Inject private Followers followers;
  @Inject private Outcomes outcomes;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WorkbasketBean() {}

  @Override
  public Page<IssueView> list(Caller caller, IssueFilter filter, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    return lists.page(filter, page);
  }

  @Override
  public Map<String, Long> unresolvedByReason(Caller caller) throws RefusedException {
    caller.requireAdministrator();
    return lists.unresolvedByReason();
  }

  @Override
  public Optional<IssueDetail> find(Caller caller, UUID id) throws RefusedException {
    caller.requireAdministrator();
    patience.limit();
    return Optional.ofNullable(entities.find(Issue.class, id)).map(issue -> detail(caller, issue));
  }

  @Override
  public IssueView claim(Caller caller, UUID id, long expectedVersion) throws RefusedException {
    caller.requireAdministrator();
    patience.limit();
    Issue issue = unresolved(id, expectedVersion);
    issue.claim(caller.name());
    return written(id);
  }

  @Override
  public IssueView resolve(Caller caller, UUID id, long expectedVersion, Decision decision)
      throws RefusedException {
    caller.requireAdministrator();
    Reasons.given(decision.reason());
    patience.limit();
    judging.lock(
        jdbc.list(
            "SELECT case_id FROM holdfast.issue WHERE id = ? AND case_id IS NOT NULL",
            row -> Sql.requiredUuid(row, "case_id"),
            id));
    Issue issue = unresolved(id, expectedVersion);
    List<Outcomes.Decided> told = new ArrayList<>();
    told.add(resolver.resolve(caller, issue, decision));
    told.addAll(followers.release(caller, issue));
    outcomes.replace(told);
    return written(id);
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void exportCsv(Caller caller, IssueFilter filter, OutputStream out)
      throws RefusedException, IOException {
    caller.requireAdministrator();
    lists.csv(filter, out);
  }

  private IssueDetail detail(Caller caller, Issue issue) {
    Optional<ActionSubmission> action = Submissions.read(issue.payload());
    Optional<Present> present = Optional.ofNullable(issue.caseId()).flatMap(deciding::present);
    return new IssueDetail(
        lists.find(issue.id()).orElseThrow(),
        action.map(a -> compare(a, present.orElse(null))).orElse(List.of()),
        lists.behind(issue.actionId()),
        present.map(Present::stage).orElse(null),
        present.map(Present::version).orElse(0L),
        issue.payload(),
        issue.resolutionReason(),
        resolver.choices(caller, issue, action));
  }

  private static List<FieldComparison> compare(ActionSubmission action, @Nullable Present present) {
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

  private Issue unresolved(UUID id, long expectedVersion) throws RefusedException {
    Issue issue = entities.find(Issue.class, id);
    if (issue == null) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no issue " + id + ".");
    }
    if (issue.resolved()) {
      throw new RefusedException(ErrorCode.CONFLICT, "The issue has been resolved already.");
    }
    if (issue.version() != expectedVersion) {
      throw stale();
    }
    return issue;
  }

  private IssueView written(UUID id) throws RefusedException {
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      throw stale();
    }
    return lists.find(id).orElseThrow();
  }

  private static RefusedException stale() {
    return new RefusedException(
        ErrorCode.STALE, "Somebody has changed the issue since you saw it.");
  }
}
