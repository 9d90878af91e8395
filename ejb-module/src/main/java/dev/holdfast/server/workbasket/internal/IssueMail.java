package dev.holdfast.server.workbasket.internal;

import static dev.holdfast.server.workbasket.internal.WorkbasketLog.LOG;

import dev.holdfast.server.platform.api.Settings;
import dev.holdfast.server.workbasket.internal.Post.Refusal;
import dev.holdfast.server.workbasket.internal.Post.UndeliveredException;
import dev.holdfast.server.workbasket.internal.Untold.Arrived;
import dev.holdfast.server.workbasket.internal.Untold.News;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells members by mail of issues that have come to their workbaskets: one mail for all that came
 * since the last, to each by itself. It says nothing of what was submitted. To be called without a
 * transaction.
 */
@ApplicationScoped
public class IssueMail {
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
    Exception away = null;
    for (Untold basket : news.take()) {
      away = tell(basket, away);
    }
  }

  /** Tells of one workbasket, whatever happens; returns why nothing at all can be sent, or null. */
  private @Nullable Exception tell(Untold basket, @Nullable Exception away) {
    if (away != null) {
      putBack(basket, Set.of(), away);
      return away;
    }
    Set<String> told = new HashSet<>();
    Exception failure = null;
    try {
      for (String member : news.members(basket.workbasket())) {
        UndeliveredException undelivered = tell(basket, member);
        if (undelivered == null) {
          told.add(member);
        } else if (undelivered.refusal() == Refusal.ALL) {
          putBack(basket, told, undelivered);
          return undelivered;
        } else {
          failure = undelivered;
        }
      }
    } catch (RuntimeException unforeseen) {
      // It must not cost the other workbaskets their mail.
      failure = unforeseen;
    }
    if (failure != null) {
      putBack(basket, told, failure);
    }
    return null;
  }

  /** Tells one; returns why it has to be tried again, null if that is not so. */
  private @Nullable UndeliveredException tell(Untold basket, String member) {
    News unknown = basket.newsFor(member);
    if (unknown.issues() == 0) {
      return null;
    }
    try {
      post.send(member, subject(basket, unknown), text(basket, unknown));
      return null;
    } catch (UndeliveredException e) {
      if (e.refusal() == Refusal.ADDRESS) {
        LOG.noSuchAddress(basket.workbasket(), member, e);
        return null;
      }
      return e;
    }
  }

  private void putBack(Untold basket, Set<String> told, Exception failure) {
    LOG.notTold(basket.workbasket(), basket.size(), failure);
    try {
      news.putBack(basket, told);
    } catch (RuntimeException e) {
      LOG.lost(basket.workbasket(), basket.size(), e);
    }
  }

  private static String subject(Untold basket, News unknown) {
    return (unknown.issues() == 1 ? "1 new issue in " : unknown.issues() + " new issues in ")
        + basket.workbasket();
  }

  private String text(Untold basket, News unknown) {
    StringBuilder text = new StringBuilder();
    for (Arrived issue : unknown.first()) {
      text.append('#').append(issue.number()).append("  ").append(issue.reason());
      if (issue.caseType() != null) {
        text.append(", ").append(issue.caseType());
      }
      text.append(", by ").append(issue.user()).append('\n');
    }
    int more = unknown.issues() - unknown.first().size();
    if (more > 0) {
      text.append("and ").append(more).append(" more\n");
    }
    if (!console.isEmpty()) {
      text.append('\n').append(console).append("/issues/list?workbasket=");
      text.append(basket.workbasket()).append('\n');
    }
    return text.toString();
  }
}
