package dev.holdfast.admin.issues;

import dev.holdfast.admin.attachments.AttachedFiles;
import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.CaseWords;
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
import java.util.UUID;
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
  @Inject private IssueSentences sentences;
  @Inject private AttachedFiles files;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String id;
  private long seenVersion;
  private @Nullable String seenState;
  private @Nullable String staleness;
  private @Nullable DecisionForm form;
  private @Nullable String assignee;
  private transient @Nullable SeenIssue seen;

  /** Finds the issue. */
  public void load() throws RefusedException {
    if (find(Ids.of(id))) {
      form = forms.of(getDetail(), getWords());
    }
  }

  private interface Attempt {
    String make(long version) throws RefusedException;
  }

  /**
   * Does something with the issue as it was seen, and tells what; or shows what it is like now.
   *
   * @return whether it was done
   */
  private boolean attempt(Attempt attempt) throws RefusedException {
    try {
      notices.done(attempt.make(seenVersion));
      return true;
    } catch (RefusedException refused) {
      refused(refused);
      return false;
    }
  }

  /** The same, on the way to a decision: what was chosen and typed for that stays. */
  private void onTheWay(Attempt attempt) throws RefusedException {
    if (attempt(attempt)) {
      staleness = null;
      seenState = null;
      look();
    }
  }

  /** Takes the issue for the signed-in user. */
  public void claim() throws RefusedException {
    onTheWay(
        version -> {
          workbasket.claim(user.caller(), getIssue().id(), version);
          return texts.of("issue.claimed");
        });
  }

  /** Gives the claim up, whoever has it. */
  public void release() throws RefusedException {
    onTheWay(
        version -> {
          workbasket.release(user.caller(), getIssue().id(), version);
          return texts.of("issue.released");
        });
  }

  /** Takes the issue for somebody else. */
  public void assign() throws RefusedException {
    onTheWay(
        version -> {
          var to = assignee == null ? "" : assignee.strip();
          workbasket.assign(user.caller(), getIssue().id(), version, to);
          return texts.of("issue.assigned", to);
        });
  }

  /** Says something of the issue, for good; what else happened to it is shown, too. */
  public void say(CommentForm said) throws RefusedException {
    if (said.say(getIssue().id())) {
      look();
    }
  }

  /** Decides. */
  public @Nullable String resolve() throws RefusedException {
    var done =
        attempt(
            version -> {
              var decision = getForm().decision();
              var decided = workbasket.resolve(user.caller(), getIssue().id(), version, decision);
              return sentences.decided(decided, decision);
            });
    return done ? self() : null;
  }

  /** Shows the present state beside what was seen; the next try is made on what is shown now. */
  private void refused(RefusedException refused) throws RefusedException {
    if (refused.code() == ErrorCode.STALE || refused.code() == ErrorCode.CONFLICT) {
      staleness = refused.getMessage();
      seenState = sentences.state(getDetail(), getWords());
      look();
    } else {
      notices.refused(refused);
    }
  }

  /** Shows what the issue is like now; the next decision is made on that. */
  private void look() throws RefusedException {
    if (find(getIssue().id())) {
      getForm().refresh(getDetail());
    }
  }

  private boolean find(@Nullable UUID wanted) throws RefusedException {
    var detail = wanted == null ? null : workbasket.find(user.caller(), wanted).orElse(null);
    if (!Navigation.found(detail) || detail == null) {
      return false;
    }
    seen = SeenIssue.of(detail, forms.words(detail.issue()), files);
    seenVersion = detail.issue().version();
    return true;
  }

  private SeenIssue seen() {
    if (seen == null) {
      throw new IllegalStateException("No issue was loaded for this page");
    }
    return seen;
  }

  private String self() {
    return Navigation.to("/issues/issue", "id", String.valueOf(id));
  }

  /** All of the issue. */
  public IssueDetail getDetail() {
    return seen().detail();
  }

  /** The issue. */
  public IssueView getIssue() {
    return getDetail().issue();
  }

  /** Its fields side by side. */
  public List<ComparedField> getFields() {
    return seen().fields();
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

  /** What the parts of the case are called. */
  public CaseWords getWords() {
    return seen().words();
  }

  /** The submission, laid out for reading. */
  public String getPayload() {
    return Payload.pretty(getDetail().payload());
  }

  /** Who is to decide. */
  public @Nullable String getAssignee() {
    return assignee;
  }

  /** Who is to decide. */
  public void setAssignee(@Nullable String assignee) {
    this.assignee = assignee;
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
