package dev.holdfast.server.workbasket.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Issues as somebody has seen them who wants to change them. In the caller's transaction. */
@ApplicationScoped
public class OpenIssues {
  @PersistenceContext private EntityManager entities;
  @Inject private IssueLists lists;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected OpenIssues() {}

  /**
   * An issue within reach.
   *
   * @throws RefusedException {@code NOT_FOUND}, also if it is out of reach
   */
  Issue reached(Reach reach, UUID id) throws RefusedException {
    Issue issue = entities.find(Issue.class, id);
    if (issue == null || !reach.has(issue.workbasket())) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no issue " + id + ".");
    }
    return issue;
  }

  /**
   * An issue that can be decided on.
   *
   * @throws RefusedException {@code NOT_FOUND}, {@code CONFLICT} if it is resolved, {@code STALE}
   *     if it has changed since it was seen
   */
  Issue unresolved(Reach reach, UUID id, long expectedVersion) throws RefusedException {
    Issue issue = reached(reach, id);
    if (issue.resolved()) {
      throw new RefusedException(ErrorCode.CONFLICT, "The issue has been resolved already.");
    }
    if (issue.version() != expectedVersion) {
      throw stale();
    }
    return issue;
  }

  /**
   * An issue that somebody can have in his hands, with what waits behind it.
   *
   * @throws RefusedException as {@link #unresolved}; {@code CONFLICT} if it waits itself
   */
  Issue head(Reach reach, UUID id, long expectedVersion) throws RefusedException {
    Issue issue = unresolved(reach, id, expectedVersion);
    UUID head = issue.head();
    if (head != null) {
      long number = lists.find(head).orElseThrow().number();
      throw new RefusedException(
          ErrorCode.CONFLICT,
          "It waits behind issue #" + number + ": who has that one has it, too.");
    }
    return issue;
  }

  /**
   * The issue as it is now in the database.
   *
   * @throws RefusedException {@code STALE} if somebody else was faster
   */
  IssueView written(UUID id) throws RefusedException {
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      RefusedException refused = stale();
      refused.initCause(e);
      throw refused;
    }
    return lists.find(id).orElseThrow();
  }

  private static RefusedException stale() {
    return new RefusedException(
        ErrorCode.STALE, "Somebody has changed the issue since you saw it.");
  }
}
