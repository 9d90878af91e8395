package dev.holdfast.server.archive.internal;

import static dev.holdfast.server.archive.internal.ArchiveLog.LOG;

import dev.holdfast.server.casework.api.CompletedCases;
import dev.holdfast.server.casework.api.CompletedCases.Completed;
import dev.holdfast.server.casework.api.CompletedCases.Past;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.contents.api.ContentUses;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.hooks.api.CaseMessages;
import dev.holdfast.server.workbasket.api.CaseIssues;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes some cases that are over: one transaction, under their locks. */
@Stateless
public class ExpiryStep {
  /** Cases that one transaction removes at most. */
  static final int MOST = 100;

  @Inject private CompletedCases cases;
  @Inject private CaseIssues issues;
  @Inject private CaseMessages messages;
  @Inject private ContentUses contents;
  @Inject private HoldRows holds;
  @Inject private Judging judging;
  @Inject private History history;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected ExpiryStep() {}

  /**
   * What is over.
   *
   * @param application the application
   * @param type the case type
   * @param before when its cases were completed at the latest
   * @param said the rule in words, for the histories
   */
  record Rule(String application, String type, Instant before, String said) {
    Past past() {
      return new Past(application, type, before);
    }
  }

  /**
   * What was done.
   *
   * @param last the last case looked at, null if there are no more
   * @param removed how many went
   */
  record Stepped(@Nullable Completed last, int removed) {}

  /** Looks at the next ones after one, null for the first, and removes those that may go. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Stepped take(Rule rule, @Nullable Completed after) {
    List<Completed> next = cases.list(rule.past(), after, MOST);
    if (next.isEmpty()) {
      return new Stepped(null, 0);
    }
    List<UUID> going = removable(rule, next.stream().map(Completed::id).toList());
    if (!going.isEmpty()) {
      history.remove(going, rule.said(), clock.instant());
      issues.empty(going);
      messages.remove(going);
      cases.remove(going);
      contents.forget(going);
    }
    return new Stepped(next.size() == MOST ? next.get(next.size() - 1) : null, going.size());
  }

  private List<UUID> removable(Rule rule, List<UUID> over) {
    holds.lockToRemove();
    judging.lock(over);
    List<UUID> going = new ArrayList<>(cases.still(rule.past(), over));
    going.removeAll(holds.held(going));
    going.removeAll(issues.unresolved(going));
    going.removeIf(this::isSuspect);
    return going;
  }

  /** A history that somebody has touched stays: it is evidence of that. */
  private boolean isSuspect(UUID caseId) {
    boolean suspect = !history.verify(caseId).intact();
    if (suspect) {
      LOG.suspect(caseId);
    }
    return suspect;
  }
}
