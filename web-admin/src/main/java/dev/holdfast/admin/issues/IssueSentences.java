package dev.holdfast.admin.issues;

import dev.holdfast.admin.cases.CaseWords;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Issues in whole sentences. */
@ApplicationScoped
public class IssueSentences {
  @Inject private Texts texts;

  /** What the action is called. */
  String action(IssueView issue, CaseWords words) {
    return issue.action() == null
        ? texts.of("issue.unreadable-action")
        : words.action(issue.action());
  }

  /** What happened. */
  String happened(IssueView issue, CaseWords words) {
    return texts.of(
        "issue.sentence",
        issue.user(),
        action(issue, words),
        texts.name("sentence", issue.reason()));
  }

  /** What an issue and its case are like. */
  String state(IssueDetail detail, CaseWords words) {
    var issue = detail.issue();
    var status = texts.name("status", issue.status());
    var claimed = issue.claimedBy();
    var state =
        claimed == null
            ? texts.of("issue.state", status, issue.version())
            : texts.of("issue.state-claimed", status, claimed, issue.version());
    return detail.stage() == null
        ? state
        : texts.format(
            "issue.state-case",
            List.of(state, words.type(), words.stage(detail.stage()), detail.caseVersion()));
  }
}
