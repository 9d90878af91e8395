package dev.holdfast.admin.issues;

import dev.holdfast.admin.issues.FieldChoice.Source;
import dev.holdfast.admin.shell.Looks;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;

/** Issues in whole sentences. */
@Named
@ApplicationScoped
public class IssueSentences {
  @Inject private Texts texts;
  @Inject private Looks looks;

  /** What the action is called. */
  public String action(IssueView issue, CaseWords words) {
    return issue.action() == null
        ? texts.of("issue.unreadable-action")
        : words.action(issue.action());
  }

  /** What happened. */
  public String happened(IssueView issue, CaseWords words) {
    return texts.of(
        "issue.sentence",
        issue.user(),
        action(issue, words),
        texts.name("sentence", issue.reason()));
  }

  /** A value to choose for a field. */
  public String option(FieldChoice choice, Source from, CaseWords words) {
    String key = "pick." + from.name().toLowerCase(Locale.ROOT);
    if (from == Source.OWN) {
      return texts.of(key);
    }
    var value = words.value(choice.getNames().name(), choice.of(from));
    return texts.of(key, value == null ? texts.of("value.none") : looks.value(value));
  }

  /** What has become of a submission that waited behind an issue that was decided on. */
  public String became(IssueView issue) {
    return switch (issue.status()) {
      case "resolved" -> texts.name("became", String.valueOf(issue.resolution()));
      case "waiting" -> texts.of("became.waiting", String.valueOf(issue.headNumber()));
      default -> texts.of("became.again", because(issue));
    };
  }

  /** Why it is parked: what the engine said, or else the reason as such. */
  private String because(IssueView issue) {
    return issue.messages().isEmpty()
        ? texts.name("sentence", issue.reason())
        : String.join(" ", issue.messages());
  }

  /** What was decided. */
  public String decided(IssueView issue, Decision decision) {
    var what = texts.of("issue.resolved." + issue.resolution());
    return decision.followers() == null
        ? what
        : what + ' ' + texts.of("issue.resolved.with", decision.followers().size());
  }

  /** What an issue and its case are like. */
  public String state(IssueDetail detail, CaseWords words) {
    var issue = detail.issue();
    var status = texts.name("status", issue.status());
    var claimed = issue.claimedBy();
    var own =
        claimed == null
            ? texts.of("issue.state", status, issue.version())
            : texts.of("issue.state-claimed", status, claimed, issue.version());
    var state =
        detail.chain().isEmpty() ? own : texts.of("issue.state-behind", own, detail.chain().size());
    return detail.stage() == null
        ? state
        : texts.format(
            "issue.state-case",
            List.of(state, words.type(), words.stage(detail.stage()), detail.caseVersion()));
  }
}
