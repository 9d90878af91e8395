package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One issue and the decision on it. What the person saw is remembered by its version; if the issue
 * changed since, the page shows both and keeps the input, and nothing is done.
 */
@Named
@ViewScoped
public class IssuePage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Workbasket workbasket;
  @Inject private DecisionForms forms;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private long seenVersion;
  private @Nullable String seenState;
  private @Nullable String staleness;
  private @Nullable DecisionForm form;
  private @Nullable String comment;
  private transient @Nullable IssueDetail detail;

  /** Finds the issue. */
  public void load() throws RefusedException {
    var wanted = Ids.of(id);
    detail = wanted == null ? null : workbasket.find(user.caller(), wanted).orElse(null);
    if (Navigation.found(detail)) {
      form = forms.of(getDetail());
      seenVersion = getIssue().version();
    }
  }

  /** Takes the issue for the signed-in user. */
  public @Nullable String claim() throws RefusedException {
    try {
      workbasket.claim(user.caller(), getIssue().id(), seenVersion);
      notices.done(texts.of("issue.claimed"));
      return self();
    } catch (RefusedException refused) {
      refused(refused);
      return null;
    }
  }

  /** Gives the claim up, whoever has it. */
  public @Nullable String release() throws RefusedException {
    try {
      workbasket.release(user.caller(), getIssue().id(), seenVersion);
      notices.done(texts.of("issue.released"));
      return self();
    } catch (RefusedException refused) {
      refused(refused);
      return null;
    }
  }

  /** Says something of the issue. */
  public @Nullable String say() {
    try {
      workbasket.comment(user.caller(), getIssue().id(), comment == null ? "" : comment);
      return self();
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  /** Decides. */
  public @Nullable String resolve() throws RefusedException {
    try {
      var decided =
          workbasket.resolve(user.caller(), getIssue().id(), seenVersion, getForm().decision());
      notices.done(texts.of("issue.resolved." + decided.resolution()));
      return self();
    } catch (RefusedException refused) {
      refused(refused);
      return null;
    }
  }

  /** Shows the present state beside what was seen; the next try is made on what is shown now. */
  private void refused(RefusedException refused) throws RefusedException {
    if (refused.code() == ErrorCode.STALE || refused.code() == ErrorCode.CONFLICT) {
      staleness = refused.getMessage();
      seenState = state(getIssue());
      detail = workbasket.find(user.caller(), getIssue().id()).orElse(null);
      if (Navigation.found(detail)) {
        seenVersion = getIssue().version();
      }
    } else {
      notices.refused(refused);
    }
  }

  private String state(IssueView issue) {
    var claimed = issue.claimedBy();
    return claimed == null
        ? texts.of("issue.state", texts.name("status", issue.status()), issue.version())
        : texts.of(
            "issue.state-claimed", texts.name("status", issue.status()), claimed, issue.version());
  }

  private String self() {
    return Navigation.to("/issues/issue", "id", String.valueOf(id));
  }

  /** All of the issue. */
  public IssueDetail getDetail() {
    if (detail == null) {
      throw new IllegalStateException("No issue was loaded for this page");
    }
    return detail;
  }

  /** The issue. */
  public IssueView getIssue() {
    return getDetail().issue();
  }

  /** Its fields side by side. */
  public List<ComparedField> getFields() {
    return getDetail().fields().stream().map(ComparedField::of).toList();
  }

  /** The decision being made. */
  public DecisionForm getForm() {
    if (form == null) {
      throw new IllegalStateException("No issue was loaded for this page");
    }
    return form;
  }

  /** Whether there is something to decide. */
  public boolean isOpen() {
    return !"resolved".equals(getIssue().status());
  }

  /** Whether the signed-in user has it. */
  public boolean isMine() {
    return user.getName().equals(getIssue().claimedBy());
  }

  /** What the person saw before the issue turned out to have changed, null if it did not. */
  public @Nullable String getSeenState() {
    return seenState;
  }

  /** What the facade said of the change, null if there was none. */
  public @Nullable String getStaleness() {
    return staleness;
  }

  /** What the issue is like now, in words. */
  public String getPresentState() {
    return state(getIssue());
  }

  /** What happened, in one sentence. */
  public String getSentence() {
    var issue = getIssue();
    var action = issue.action() == null ? texts.of("issue.unreadable-action") : issue.action();
    return texts.of("issue.sentence", issue.user(), action, texts.name("sentence", issue.reason()));
  }

  /** The submission, laid out for reading. */
  public String getPayload() {
    return Payload.pretty(getDetail().payload());
  }

  /** What is said of it. */
  public @Nullable String getComment() {
    return comment;
  }

  /** What is said of it. */
  public void setComment(@Nullable String comment) {
    this.comment = comment;
  }

  /** The issue's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The issue's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }
}
