package dev.holdfast.admin.issues;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.workbasket.api.IssueBatches;
import dev.holdfast.server.workbasket.api.IssueBatches.BatchView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** Batches of decisions, the last ones first. */
@Named
@ViewScoped
public class BatchListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private IssueBatches batches;

  private final PagedModel<BatchView> rows =
      new PagedModel<>(
          request -> batches.list(user.caller(), request), batch -> batch.id().toString());

  /** The rows. */
  public PagedModel<BatchView> getRows() {
    return rows;
  }
}
