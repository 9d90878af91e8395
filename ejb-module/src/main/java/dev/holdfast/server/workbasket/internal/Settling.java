package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.BuiltIn;
import dev.holdfast.server.casework.api.Deciding;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.casework.api.Submitted;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Patience;
import dev.holdfast.server.platform.api.Reasons;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Outcomes;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides one issue, whoever asks and whatever for: its effect, its history, what the device is
 * told, the issue's end, and what becomes of those that waited behind it. In the caller's
 * transaction, which had no locks before.
 */
@ApplicationScoped
public class Settling {
  private static final String CONCERNED =
      """
      WITH RECURSIVE waiting AS (
        SELECT action_id FROM holdfast.issue WHERE id = ?
        UNION SELECT i.action_id FROM holdfast.issue i JOIN waiting w ON i.behind_action = w.action_id)
      SELECT case_id, payload FROM holdfast.issue
      WHERE action_id IN (SELECT action_id FROM waiting) AND (id = ? OR status <> 'resolved')
      """;

  @Inject private Jdbc jdbc;
  @Inject private Patience patience;
  @Inject private Judging judging;
  @Inject private Deciding deciding;
  @Inject private OpenIssues open;
  @Inject private Resolver resolver;
  @Inject private Followers followers;
  @Inject private Outcomes outcomes;
  @Inject private IssueEvents events;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Settling() {}

  /**
   * A decision that was carried out.
   *
   * @param issue the issue as it is now
   * @param before versions of those that waited behind it, before they were judged again
   */
  record Settled(IssueView issue, Map<UUID, Long> before) {}

  /**
   * Decides.
   *
   * @throws RefusedException as {@link dev.holdfast.server.workbasket.api.Workbasket#resolve}
   */
  Settled settle(Caller caller, Reach reach, UUID id, long expectedVersion, Decision asked)
      throws RefusedException {
    Decision decision =
        new Decision(
            asked.how(), asked.fields(), Reasons.given(asked.reason()), asked.caseVersion());
    patience.limit();
    judging.lock(cases(id, decision));
    Issue issue = open.unresolved(reach, id, expectedVersion);
    requireSeen(issue, decision.caseVersion());
    List<Outcomes.Decided> told = new ArrayList<>();
    told.add(resolver.resolve(caller, issue, decision));
    Followers.Released released = followers.release(caller, issue);
    told.addAll(released.told());
    outcomes.replace(told);
    IssueView settled = open.written(id);
    events.add(id, caller.name(), "resolved", decision.how().code() + ": " + decision.reason());
    return new Settled(settled, released.before());
  }

  /** The case is locked: it stays as it is now. */
  private void requireSeen(Issue issue, @Nullable Long caseVersion) throws RefusedException {
    if (caseVersion != null) {
      long present =
          Optional.ofNullable(issue.caseId())
              .map(caseId -> deciding.present(Set.of(caseId)).get(caseId))
              .map(Deciding.Present::version)
              .orElse(0L);
      if (present != caseVersion) {
        throw new RefusedException(
            ErrorCode.STALE, "The case has changed since you saw it. Look at it again.");
      }
    }
  }

  /**
   * The cases of the issue and of what waits behind it, with the parents that the actions and the
   * edits name.
   */
  private Set<UUID> cases(UUID id, Decision decision) {
    Set<UUID> cases = new HashSet<>();
    jdbc.list(
        CONCERNED,
        row -> {
          Optional.ofNullable(Sql.uuid(row, "case_id")).ifPresent(cases::add);
          return Submissions.read(row.getString("payload"))
              .map(action -> cases.addAll(new Submitted.ToJudge(action).cases()));
        },
        id,
        id);
    BuiltIn.parent(decision.fields()).ifPresent(cases::add);
    return cases;
  }
}
