package dev.holdfast.admin.cases;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.casework.api.CaseView;
import dev.holdfast.server.casework.api.Cases;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of cases; its filter is in the page's address. */
@Named
@ViewScoped
public class CaseListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Cases cases;
  @Inject private CaseTypes types;

  private @Nullable String type;
  private @Nullable String stage;
  private @Nullable String assignee;
  private @Nullable String worklist;
  private boolean overdue;
  private @Nullable String text;
  private final PagedModel<CaseView> rows =
      new PagedModel<>(this::page, row -> row.id().toString());

  private Page<CaseView> page(PageRequest request) throws RefusedException {
    // What changed last comes first unless a column says otherwise.
    var newestFirst = request.sort() == null;
    return cases.list(
        user.caller(),
        new Cases.CaseFilter(null, type, stage, assignee, worklist, overdue, null, text),
        newestFirst
            ? new PageRequest(request.offset(), request.limit(), "changed", true)
            : request);
  }

  /** The rows. */
  public PagedModel<CaseView> getRows() {
    return rows;
  }

  /** What the type may be. */
  public List<Choice> getTypes() {
    return types.types();
  }

  /** What the stage may be. */
  public List<Choice> getStages() {
    return types.stages();
  }

  /** Whether anything is left out. */
  public boolean isFiltered() {
    return overdue || Stream.of(type, stage, assignee, worklist, text).anyMatch(Objects::nonNull);
  }

  /** Case type, null for any. */
  public @Nullable String getType() {
    return type;
  }

  /** Case type, null for any. */
  public void setType(@Nullable String type) {
    this.type = type;
  }

  /** Stage, null for any. */
  public @Nullable String getStage() {
    return stage;
  }

  /** Stage, null for any. */
  public void setStage(@Nullable String stage) {
    this.stage = stage;
  }

  /** User who works on it, null for anybody. */
  public @Nullable String getAssignee() {
    return assignee;
  }

  /** User who works on it, null for anybody. */
  public void setAssignee(@Nullable String assignee) {
    this.assignee = assignee;
  }

  /** What the worklist may be. */
  public List<Choice> getWorklists() {
    return types.worklists();
  }

  /** Worklist, null for any. */
  public @Nullable String getWorklist() {
    return worklist;
  }

  /** Worklist, null for any. */
  public void setWorklist(@Nullable String worklist) {
    this.worklist = worklist;
  }

  /** Whether only what is overdue. */
  public boolean isOverdue() {
    return overdue;
  }

  /** Whether only what is overdue. */
  public void setOverdue(boolean overdue) {
    this.overdue = overdue;
  }

  /** Part of an id or a value, null for any. */
  public @Nullable String getText() {
    return text;
  }

  /** Part of an id or a value, null for any. */
  public void setText(@Nullable String text) {
    this.text = text;
  }
}
