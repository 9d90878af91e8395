package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.Ids;
import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.kernel.app.CaseWords;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.history.api.History;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueFilter;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One case with its history. */
@Named
@ViewScoped
public class CasePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ENTRIES = 50;
  private static final int ISSUES = 20;
  private static final int CHILDREN = 50;

  @Inject private CurrentUser user;
  @Inject private Cases cases;
  @Inject private History history;
  @Inject private Workbasket workbasket;
  @Inject private TimelineEntries entries;
  @Inject private CaseTypes types;
  @Inject private CaseHolds holds;
  @Inject private CaseAttachments attached;

  private @Nullable String id;
  private @Nullable String from;
  private transient @Nullable CaseView file;
  private transient @Nullable CaseWords words;
  private transient @Nullable Page<TimelineEntry> timeline;
  private transient List<IssueView> issues = List.of();
  private transient @Nullable Page<ChildCase> children;
  private transient List<CaseAttachmentLine> attachments = List.of();
  private transient History.@Nullable Verification verification;

  /** Finds the case and the wanted part of its history. */
  public void load() throws RefusedException {
    var wanted = Ids.of(id);
    file = wanted == null ? null : cases.find(user.caller(), wanted).orElse(null);
    if (Navigation.found(file)) {
      var found = getFile().id();
      var page = history.of(found, new PageRequest(first(), ENTRIES, null, false));
      words = types.words(getFile().application(), getFile().type());
      timeline = new Page<>(entries.of(page.items(), getWords()), page.total());
      issues = unresolved(found);
      attachments = attached.of(getFile(), getWords());
      holds.show(found);
      children = children(found);
    }
  }

  private Page<ChildCase> children(UUID parent) throws RefusedException {
    var filter = new Cases.CaseFilter(null, null, null, null, null, false, parent, null);
    var page = cases.list(user.caller(), filter, new PageRequest(0, CHILDREN, "created", true));
    return new Page<>(
        page.items().stream().map(child -> ChildCase.of(child, getWords())).toList(), page.total());
  }

  private List<IssueView> unresolved(UUID caseId) throws RefusedException {
    var filter = new IssueFilter(null, "unresolved", null, null, null, caseId, null, null, null);
    return workbasket
        .list(user.caller(), filter, new PageRequest(0, ISSUES, "received", false))
        .items();
  }

  private int first() {
    return from != null && from.matches("\\d{1,9}") ? Integer.parseInt(from) : 0;
  }

  /** Recomputes the history's chain. */
  public void verify() {
    verification = history.verify(getFile().id());
  }

  /** The case. */
  public CaseView getFile() {
    if (file == null) {
      throw new IllegalStateException("No case was loaded for this page");
    }
    return file;
  }

  /** What its parts are called. */
  public CaseWords getWords() {
    if (words == null) {
      throw new IllegalStateException("No case was loaded for this page");
    }
    return words;
  }

  /** Entries of the history's part, oldest first. */
  public List<TimelineEntry> getEntries() {
    return timeline == null ? List.of() : timeline.items();
  }

  /** Entries of the whole history. */
  public long getTotal() {
    return timeline == null ? 0 : timeline.total();
  }

  /** Where the part before begins, null if this is the first. */
  public @Nullable Integer getEarlier() {
    return first() == 0 ? null : Integer.valueOf(Math.max(0, first() - ENTRIES));
  }

  /** Where the next part begins, null if this is the last. */
  public @Nullable Integer getLater() {
    return first() + ENTRIES < getTotal() ? Integer.valueOf(first() + ENTRIES) : null;
  }

  /** The case's children, the newest first; of many the first. */
  public List<ChildCase> getChildren() {
    return children == null ? List.of() : children.items();
  }

  /** How many children the case has. */
  public long getChildCount() {
    return children == null ? 0 : children.total();
  }

  /** Its attachments: those that it names first, then what it does not name any more. */
  public List<CaseAttachmentLine> getAttachments() {
    return attachments;
  }

  /** Issues about the case that nobody has decided. */
  public List<IssueView> getIssues() {
    return issues;
  }

  /** What the verification found, null while nobody asked. */
  public History.@Nullable Verification getVerification() {
    return verification;
  }

  /** The case's id. */
  public @Nullable String getId() {
    return id;
  }

  /** The case's id. */
  public void setId(@Nullable String id) {
    this.id = id;
  }

  /** First entry of the part shown, from 0; what is no number is the beginning. */
  public @Nullable String getFrom() {
    return from;
  }

  /** First entry of the part shown, from 0; what is no number is the beginning. */
  public void setFrom(@Nullable String from) {
    this.from = from;
  }
}
