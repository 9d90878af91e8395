package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.IssueGroup;
import dev.holdfast.server.workbasket.api.Workbasket;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Issues by cause under the filter of the page's address. */
@Named
@ViewScoped
public class GroupListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Workbasket workbasket;
  @Inject private Notices notices;

  private final PagedModel<IssueGroup> groups = new PagedModel<>(this::page, this::address);

  private IssueQuery query = IssueQuery.of(name -> null);
  private boolean readable;

  /** Reads the filter, and says what is wrong if it can't be read; the list is empty then. */
  public void load() {
    query = IssueQuery.ofAddress().ofChains();
    readable = query.isReadable(notices);
  }

  private Page<IssueGroup> page(PageRequest request) throws RefusedException {
    return readable
        ? workbasket.groups(user.caller(), query.filter(), request)
        : new Page<>(List.of(), 0);
  }

  /** The end of an address that shows the issues of a group. */
  public String address(IssueGroup group) {
    return query
        .with("reason", group.reason())
        .with("application", group.application())
        .with("type", group.caseType())
        .with("package", group.packageVersion())
        .with("field", group.field())
        .getAddress();
  }

  /** The rows. */
  public PagedModel<IssueGroup> getGroups() {
    return groups;
  }

  /** The filter. */
  public IssueQuery getQuery() {
    return query;
  }
}
