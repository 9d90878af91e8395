package dev.holdfast.admin.issues;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueDetail;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Resolution;
import dev.holdfast.server.workbasket.api.Workbasket.Decision;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A decision while a person makes it. */
public class DecisionForm implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<FieldChoice> fields;
  private long caseVersion;
  private @Nullable Resolution how;
  private @Nullable String reason;
  private LinkedHashSet<UUID> followers;
  private boolean withFollowers = true;

  /**
   * Begins.
   *
   * @param fields the action's fields
   * @param caseVersion the case's version that the person sees
   * @param followers what the person sees waiting behind the issue
   */
  DecisionForm(List<FieldChoice> fields, long caseVersion, Collection<UUID> followers) {
    this.fields = new ArrayList<>(fields);
    this.caseVersion = caseVersion;
    this.followers = new LinkedHashSet<>(followers);
  }

  /** What waits behind an issue. */
  static List<UUID> followers(IssueDetail detail) {
    return detail.chain().stream().map(IssueView::id).toList();
  }

  /** What the person sees now; what was chosen and typed stays. */
  void refresh(IssueDetail detail) {
    caseVersion = detail.caseVersion();
    followers = new LinkedHashSet<>(followers(detail));
    for (var field : fields) {
      detail.fields().stream()
          .filter(compared -> compared.field().equals(field.getNames().name()))
          .forEach(field::refresh);
    }
  }

  /**
   * The decision as it stands.
   *
   * @throws RefusedException {@code INVALID} if a part is missing or can't be read
   */
  Decision decision() throws RefusedException {
    if (how == null) {
      throw new RefusedException(ErrorCode.INVALID, "Choose what to do with the submission.");
    }
    return new Decision(
        how,
        edited(),
        reason == null ? "" : reason,
        changesCase(how) ? caseVersion : null,
        isWhole(how) ? followers : null);
  }

  /**
   * Also where nothing was seen behind the issue: what has come since is not judged again unseen.
   */
  private boolean isWhole(Resolution resolution) {
    return resolution.takesFollowers() && (withFollowers || followers.isEmpty());
  }

  /** Whether the decision can take what waits behind the issue with it, and there is something. */
  public boolean isTaking() {
    return how != null && how.takesFollowers() && !followers.isEmpty();
  }

  /** Whether there is something behind the issue that the decision would have judged again. */
  public boolean isReleasing() {
    return how != null && !how.takesFollowers() && !followers.isEmpty();
  }

  /** Whether what becomes of it depends on the case as the person sees it. */
  private boolean changesCase(Resolution resolution) {
    return isEditing() || resolution == Resolution.APPLY;
  }

  private Map<String, @Nullable Object> edited() throws RefusedException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (isEditing()) {
      for (var field : fields) {
        values.put(field.getNames().name(), field.value());
      }
    }
    return values;
  }

  /** Whether the decision takes edited values. */
  public boolean isEditing() {
    return how == Resolution.EDIT || how == Resolution.NEW_CASE || how == Resolution.REOPEN;
  }

  /** The action's fields. */
  public List<FieldChoice> getFields() {
    return fields;
  }

  /** How, null while it is not chosen. */
  public @Nullable Resolution getHow() {
    return how;
  }

  /** How, null while it is not chosen. */
  public void setHow(@Nullable Resolution how) {
    this.how = how;
  }

  /** Whether what waits behind the issue is decided on with it, where that is possible. */
  public boolean isWithFollowers() {
    return withFollowers;
  }

  /** Whether what waits behind the issue is decided on with it, where that is possible. */
  public void setWithFollowers(boolean withFollowers) {
    this.withFollowers = withFollowers;
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
