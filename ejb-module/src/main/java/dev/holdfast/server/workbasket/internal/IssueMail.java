package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.workbasket.internal.IssueNews.Arrived;
import dev.holdfast.server.workbasket.internal.Post.UndeliveredException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells members by mail of issues that have come to their workbaskets: one mail for all that came
 * since the last. It says nothing of what was submitted. To be called without a transaction.
 */
@ApplicationScoped
public class IssueMail {
  private static final int SHOWN = 20;

  private IssueNews news;
  private Post post;
  private String console;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway.Init")
  protected IssueMail() {}

  /** Sends by a post. */
  @Inject
  public IssueMail(IssueNews news, Post post, Settings settings) {
    this.news = news;
    this.post = post;
    this.console = settings.get(WorkbasketSettings.MAIL_CONSOLE);
  }

  /** Sends what there is to tell; what can't be sent is tried again with the next. */
  void tell() {
    for (Map.Entry<String, List<Arrived>> basket : news.take().entrySet()) {
      Set<String> members = news.members(basket.getKey());
      if (!members.isEmpty()) {
        tell(basket.getKey(), basket.getValue(), members);
      }
    }
  }

  private void tell(String basket, List<Arrived> issues, Set<String> members) {
    String subject =
        (issues.size() == 1 ? "1 new issue in " : issues.size() + " new issues in ") + basket;
    try {
      post.send(members, subject, text(basket, issues));
    } catch (UndeliveredException e) {
      LOG.notTold(basket, issues.size(), e);
      news.putBack(issues);
    }
  }

  private String text(String basket, List<Arrived> issues) {
    StringBuilder text = new StringBuilder();
    for (Arrived issue : issues.subList(0, Math.min(SHOWN, issues.size()))) {
      text.append('#').append(issue.number()).append("  ").append(issue.reason());
      if (issue.caseType() != null) {
        text.append(", ").append(issue.caseType());
      }
      text.append(", by ").append(issue.user()).append('\n');
    }
    if (issues.size() > SHOWN) {
      text.append("and ").append(issues.size() - SHOWN).append(" more\n");
    }
    if (!console.isEmpty()) {
      text.append('\n').append(console).append("/issues/list?workbasket=").append(basket);
      text.append('\n');
    }
    return text.toString();
  }
}
