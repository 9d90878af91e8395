package dev.holdfast.admin.users;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Adds a user, or changes one; a change is made only on what the person has seen. */
@Named
@ViewScoped
public class UserPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Users users;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String name;
  private boolean existing;
  private long seenVersion;
  private UserForm form = new UserForm();
  private @Nullable UserForm present;

  /** Finds the user, or begins a new one if the address names none. */
  public void load() throws RefusedException {
    if (name != null) {
      var found = users.find(user.caller(), name).orElse(null);
      if (found != null) {
        form = UserForm.of(found);
        existing = true;
        seenVersion = found.version();
      }
      Navigation.found(found);
    }
  }

  /** Adds or changes. */
  public @Nullable String save() throws RefusedException {
    try {
      var saved = existing ? change() : users.add(user.caller(), name(), form.change());
      notices.done(texts.of(existing ? "user.changed" : "user.added", saved.name()));
      return Navigation.to("/users/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      if (refused.code() == ErrorCode.STALE) {
        showPresent();
      }
      return null;
    }
  }

  private UserView change() throws RefusedException {
    return users.change(user.caller(), name(), seenVersion, form.change());
  }

  /** Shows what is stored now beside the input, which stays; the next try is made on that. */
  private void showPresent() throws RefusedException {
    var stored = users.find(user.caller(), name()).orElse(null);
    if (stored != null) {
      present = UserForm.of(stored);
      seenVersion = stored.version();
    }
  }

  private String name() {
    return name == null ? "" : name.strip();
  }

  /** Whether the user exists already. */
  public boolean isExisting() {
    return existing;
  }

  /** The values being edited. */
  public UserForm getForm() {
    return form;
  }

  /** What is stored now if it changed since the person saw it, else null. */
  public @Nullable UserForm getPresent() {
    return present;
  }

  /** The user's name, null for a new one that has none yet. */
  public @Nullable String getName() {
    return name;
  }

  /** The user's name, null for a new one that has none yet. */
  public void setName(@Nullable String name) {
    this.name = name;
  }
}
