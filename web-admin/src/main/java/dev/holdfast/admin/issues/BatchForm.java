package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.Order;
import dev.holdfast.server.workbasket.api.IssueBatches.Preview;
import dev.holdfast.server.workbasket.api.Resolution;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides on all issues under the filter of the address: first a look at what would come of it. */
@Named
@ViewScoped
public class BatchForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private IssueBatches batches;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private IssueQuery query = IssueQuery.of(name -> null);
  private @Nullable Resolution how;
  private @Nullable Resolution lookedHow;
  private @Nullable String reason;
  private boolean withFollowers = true;
  private transient @Nullable Preview preview;

  /** Reads the filter; one that can't be read is refused when it is used. */
  public void load() {
    query = IssueQuery.ofAddress().ofChains();
  }

  /** Looks what would come of it; changes nothing. */
  public void look() {
    preview = null;
    try {
      preview = batches.preview(user.caller(), query.filter(), how());
      lookedHow = how;
    } catch (RefusedException refused) {
      notices.refused(refused);
    }
  }

  /** Another way to decide needs another look. */
  public void forget() {
    preview = null;
  }

  /** Decides on as many as the look has shown, of those that had come then. */
  public @Nullable String start() {
    try {
      // A page that was not told of the choice, by the browser's back button, still shows the look.
      if (preview == null || how() != lookedHow) {
        throw new RefusedException(ErrorCode.INVALID, "Look first what would come of it.");
      }
      var started =
          batches.start(
              user.caller(),
              query.filter().before(preview.seenAt()),
              new Order(
                  how(),
                  reason == null ? "" : reason,
                  preview.issues(),
                  isWhole(),
                  isWhole() ? preview.followers() : null));
      notices.done(texts.of("batch.started", started.progress().issues()));
      return Navigation.to("/issues/batch", "id", started.id().toString());
    } catch (RefusedException refused) {
      notices.refused(refused);
      return null;
    }
  }

  private Resolution how() throws RefusedException {
    if (how == null) {
      throw new RefusedException(ErrorCode.INVALID, "Choose what to do with the submissions.");
    }
    return how;
  }

  /** The ways in which many can be decided. */
  public List<Resolution> getChoices() {
    return Arrays.stream(Resolution.values()).filter(each -> each != Resolution.EDIT).toList();
  }

  /** Whether the decisions can take what waits behind the issues with them. */
  public boolean isTaking() {
    return lookedHow != null
        && lookedHow.takesFollowers()
        && preview != null
        && preview.followers() > 0;
  }

  /** What nobody has seen behind the issues is not decided on, or judged again, unseen. */
  private boolean isWhole() {
    return how != null && how.takesFollowers() && (withFollowers || !isTaking());
  }

  /** Whether what waits behind each issue is decided on with it, where that is possible. */
  public boolean isWithFollowers() {
    return withFollowers;
  }

  /** Whether what waits behind each issue is decided on with it, where that is possible. */
  public void setWithFollowers(boolean withFollowers) {
    this.withFollowers = withFollowers;
  }

  /** What would come of it, null while nobody has looked. */
  public @Nullable Preview getPreview() {
    return preview;
  }

  /** Which issues. */
  public IssueQuery getQuery() {
    return query;
  }

  /** How, null while it is not chosen. */
  public @Nullable Resolution getHow() {
    return how;
  }

  /** How, null while it is not chosen. */
  public void setHow(@Nullable Resolution how) {
    this.how = how;
  }

  /** Why. */
  public @Nullable String getReason() {
    return reason;
  }

  /** Why. */
  public void setReason(@Nullable String reason) {
    this.reason = reason;
  }
}
