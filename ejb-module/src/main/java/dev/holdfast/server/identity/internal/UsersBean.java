package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Administration of users, with JPA. */
@Stateless
public class UsersBean implements Users {
  @PersistenceContext private EntityManager entities;
  @Inject private UserStore store;
  @Inject private UserList list;
  @Inject private UserAudit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UsersBean() {}

  @Override
  public UserView add(Caller caller, String name, UserChange values) throws RefusedException {
    caller.requireAdministrator();
    UserView added = store.add(name, values).view();
    audit.added(caller.name(), added);
    return added;
  }

  @Override
  public UserView change(Caller caller, String name, long expectedVersion, UserChange values)
      throws RefusedException {
    caller.requireAdministrator();
    UserRules.requireValid(values);
    AppUser user = entities.find(AppUser.class, name);
    if (user == null) {
      throw new RefusedException(ErrorCode.NOT_FOUND, "There is no user " + name + ".");
    }
    if (user.version() != expectedVersion) {
      throw stale(name);
    }
    UserView before = user.view();
    store.apply(user, values);
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      throw stale(name);
    }
    UserView after = user.view();
    audit.changed(caller.name(), before, after, values.password() != null);
    return after;
  }

  @Override
  public Optional<UserView> find(Caller caller, String name) throws RefusedException {
    caller.requireAdministrator();
    return Optional.ofNullable(entities.find(AppUser.class, name)).map(AppUser::view);
  }

  @Override
  public Page<UserView> list(Caller caller, @Nullable String text, PageRequest page)
      throws RefusedException {
    caller.requireAdministrator();
    return list.containing(text == null ? "" : text, page);
  }

  private static RefusedException stale(String name) {
    return new RefusedException(
        ErrorCode.STALE, "The user " + name + " was changed in the meantime.");
  }
}
