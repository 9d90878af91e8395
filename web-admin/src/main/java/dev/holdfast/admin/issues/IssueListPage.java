package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueView;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** The issue workbasket's list under the filter of the page's address. */
@Named
@ViewScoped
public class IssueListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Workbasket workbasket;
  @Inject private Notices notices;

  private final PagedModel<IssueView> issues =
      new PagedModel<>(this::page, issue -> issue.id().toString());

  private IssueQuery query = IssueQuery.of(name -> null);
  private boolean readable;

  /** Reads the filter, and says what is wrong if it can't be read; the list is empty then. */
  public void load() {
    query = IssueQuery.ofAddress();
    readable = query.isReadable(notices);
  }

  private Page<IssueView> page(PageRequest request) throws RefusedException {
    if (!readable) {
      return new Page<>(List.of(), 0);
    }
    // The newest comes first unless a column says otherwise.
    var newestFirst = request.sort() == null;
    return workbasket.list(
        user.caller(),
        query.filter(),
        newestFirst
            ? new PageRequest(request.offset(), request.limit(), "received", true)
            : request);
  }

  /** The rows. */
  public PagedModel<IssueView> getIssues() {
    return issues;
  }

  /** The filter. */
  public IssueQuery getQuery() {
    return query;
  }
}
