package dev.holdfast.admin.workbaskets;

import dev.holdfast.admin.shell.Navigation;
import dev.holdfast.admin.shell.Notices;
import dev.holdfast.admin.shell.Texts;
import dev.holdfast.admin.shell.TypedWords;
import dev.holdfast.admin.signin.CurrentUser;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbaskets;
import dev.holdfast.server.workbasket.api.Workbaskets.BasketView;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a workbasket; they are changed only as the person has seen them. */
@Named
@ViewScoped
public class WorkbasketPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentUser user;
  @Inject private Workbaskets workbaskets;
  @Inject private Notices notices;
  @Inject private Texts texts;

  private @Nullable String name;
  private long seenVersion;
  private @Nullable String users;
  private @Nullable String roles;
  private transient @Nullable BasketView present;

  /** Finds the workbasket. */
  public void load() throws RefusedException {
    var found = name == null ? null : workbaskets.find(user.caller(), name).orElse(null);
    if (found != null) {
      seenVersion = found.version();
      users = lines(found.users());
      roles = lines(found.roles());
    }
    Navigation.found(found);
  }

  /** These are the members. */
  public @Nullable String save() throws RefusedException {
    try {
      workbaskets.change(
          user.caller(),
          name(),
          seenVersion,
          Set.copyOf(TypedWords.of(users)),
          Set.copyOf(TypedWords.of(roles)));
      notices.done(texts.of("workbaskets.changed", name()));
      return Navigation.to("/workbaskets/list");
    } catch (RefusedException refused) {
      notices.refused(refused);
      if (refused.code() == ErrorCode.STALE) {
        showPresent();
      }
      return null;
    }
  }

  /** Shows what is stored now beside the input, which stays; the next try is made on that. */
  private void showPresent() throws RefusedException {
    present = workbaskets.find(user.caller(), name()).orElse(null);
    if (present != null) {
      seenVersion = present.version();
    }
  }

  private static String lines(Set<String> names) {
    return String.join("\n", names);
  }

  private String name() {
    return name == null ? "" : name;
  }

  /** What is stored now if it changed since the person saw it, else null. */
  public @Nullable BasketView getPresent() {
    return present;
  }

  /** Its name. */
  public @Nullable String getName() {
    return name;
  }

  /** Its name. */
  public void setName(@Nullable String name) {
    this.name = name;
  }

  /** Members by name, a line each. */
  public @Nullable String getUsers() {
    return users;
  }

  /** Members by name, a line each. */
  public void setUsers(@Nullable String users) {
    this.users = users;
  }

  /** Members by role, a line each. */
  public @Nullable String getRoles() {
    return roles;
  }

  /** Members by role, a line each. */
  public void setRoles(@Nullable String roles) {
    this.roles = roles;
  }
}
