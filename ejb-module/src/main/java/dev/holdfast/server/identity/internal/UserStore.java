package dev.holdfast.server.identity.internal;

import dev.holdfast.server.identity.api.Users.UserChange;
import dev.holdfast.server.platform.api.Additions;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Makes and changes users by the rules, without asking who wants it; in the caller's transaction.
 */
@ApplicationScoped
public class UserStore {
  @PersistenceContext private EntityManager entities;
  @Inject private Passwords passwords;
  @Inject private Event<Written> written;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected UserStore() {}

  /** Adds a user. */
  AppUser add(String name, UserChange values) throws RefusedException {
    UserRules.requireName(name);
    UserRules.requireValid(values);
    if (values.password() == null) {
      throw new RefusedException(ErrorCode.INVALID, "A new user needs a password.");
    }
    UserRules.requireGood(passwords, values.password());
    String taken = "There is a user " + name + " (upper or lower case) already.";
    if (taken(name)) {
      throw new RefusedException(ErrorCode.ALREADY_EXISTS, taken);
    }
    AppUser user = new AppUser(name, name, passwords.hash(values.password()));
    describe(user, values);
    Additions.write(entities, user, taken);
    return user;
  }

  /** Changes a user. */
  void apply(AppUser user, UserChange values) throws RefusedException {
    if (values.password() != null) {
      UserRules.requireGood(passwords, values.password());
      user.givePassword(passwords.hash(values.password()));
    }
    describe(user, values);
    written.fire(new Written());
  }

  private static void describe(AppUser user, UserChange values) {
    if (values.displayName() != null) {
      user.call(values.displayName());
    }
    if (values.roles() != null) {
      user.grant(values.roles());
    }
    if (values.attributes() != null) {
      user.describe(values.attributes());
    }
    if (values.enabled() != null) {
      user.enable(values.enabled());
    }
  }

  private boolean taken(String name) {
    return entities
            .createQuery(
                "SELECT count(u) FROM AppUser u WHERE lower(u.name) = lower(:name)", Long.class)
            .setParameter("name", name)
            .getSingleResult()
        > 0;
  }
}
