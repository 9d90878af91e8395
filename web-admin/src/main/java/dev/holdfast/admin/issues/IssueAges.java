package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Times;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;

/** How long issues have waited, or did until they were resolved. */
@Named
@ApplicationScoped
public class IssueAges {
  private static final Duration YOUNG = Duration.ofDays(3);
  private static final Duration OLD = Duration.ofDays(7);

  @Inject private Times times;
  @Inject private Clock clock;

  /** In words. */
  public String of(IssueView issue) {
    return times.length(waited(issue));
  }

  /** The tone of it. */
  public String tone(IssueView issue) {
    var waited = waited(issue);
    if (issue.resolvedAt() != null || waited.compareTo(YOUNG) < 0) {
      return "plain";
    }
    return waited.compareTo(OLD) < 0 ? "wait" : "bad";
  }

  private Duration waited(IssueView issue) {
    var end = issue.resolvedAt() == null ? clock.instant() : issue.resolvedAt();
    var waited = Duration.between(issue.receivedAt(), end);
    return waited.isNegative() ? Duration.ZERO : waited;
  }
}
