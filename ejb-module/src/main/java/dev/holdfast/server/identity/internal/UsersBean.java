package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.UserView;
import dev.holdfast.server.identity.api.Users;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Administration of users, with JPA. */
@Stateless
public class UsersBean implements Users {
  private static final String MATCHING =
      " FROM AppUser u WHERE lower(u.name) LIKE lower(:text) OR lower(u.displayName) LIKE lower(:text)";

  @PersistenceContext private EntityManager entities;
  @Inject private UserStore store;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UsersBean() {}

  @Override
  public UserView add(Caller caller, String name, UserChange values) throws RefusedException {
    caller.requireAdministrator();
    return store.add(name, values).view();
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
    store.apply(user, values);
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      throw stale(name);
    }
    return user.view();
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
    String pattern = Sql.containing(text == null ? "" : text);
    List<AppUser> users =
        entities
            .createQuery(
                "SELECT u" + MATCHING + " ORDER BY u.name" + (page.descending() ? " DESC" : ""),
                AppUser.class)
            .setParameter("text", pattern)
            .setFirstResult(page.offset())
            .setMaxResults(page.limit())
            .getResultList();
    long total =
        entities
            .createQuery("SELECT count(u)" + MATCHING, Long.class)
            .setParameter("text", pattern)
            .getSingleResult();
    return new Page<>(users.stream().map(AppUser::view).toList(), total);
  }

  private static RefusedException stale(String name) {
    return new RefusedException(
        ErrorCode.STALE, "The user " + name + " was changed in the meantime.");
  }
}
