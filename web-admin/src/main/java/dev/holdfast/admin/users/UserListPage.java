package dev.holdfast.admin.users;

import dev.holdfast.admin.shell.PagedModel;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The list of users; its filter is in the page's address. */
@Named
@ViewScoped
public class UserListPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Users users;

  private @Nullable String text;
  private final PagedModel<UserView> rows = new PagedModel<>(this::page, UserView::name);

  private Page<UserView> page(PageRequest request) throws RefusedException {
    return users.list(user.caller(), text, request);
  }

  /** The rows. */
  public PagedModel<UserView> getRows() {
    return rows;
  }

  /** Part of the name, null for any. */
  public @Nullable String getText() {
    return text;
  }

  /** Part of the name, null for any. */
  public void setText(@Nullable String text) {
    this.text = text;
  }
}
