package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.casework.Change;
import dev.holdfast.server.casework.api.Judging;
import dev.holdfast.server.history.api.Audit;
import dev.holdfast.server.history.api.AuditAction;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Additions;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.workbasket.api.Workbaskets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Administration of members, with JPA; the list by SQL. */
@Stateless
public class WorkbasketsBean implements Workbaskets {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
  private static final int MOST = 1_000;

  @PersistenceContext private EntityManager entities;
  @Inject private Access access;
  @Inject private BasketList list;
  @Inject private Judging judging;
  @Inject private Directory directory;
  @Inject private Audit audit;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected WorkbasketsBean() {}

  @Override
  public List<BasketView> list(Caller caller) throws RefusedException {
    return list.all(access.of(caller), judging.workbaskets());
  }

  @Override
  public Optional<BasketView> find(Caller caller, String name) throws RefusedException {
    return list(caller).stream().filter(basket -> basket.name().equals(name)).findAny();
  }

  @Override
  public BasketView change(
      Caller caller, String name, long expectedVersion, Set<String> users, Set<String> roles)
      throws RefusedException {
    caller.requireAdministrator();
    requireValid(name, users, roles);
    StoredBasket basket = entities.find(StoredBasket.class, name);
    if ((basket == null ? 0 : basket.version()) != expectedVersion) {
      throw stale(name);
    }
    Map<String, Change> changes = new TreeMap<>();
    note(changes, "users", basket == null ? Set.of() : basket.users(), users);
    note(changes, "roles", basket == null ? Set.of() : basket.roles(), roles);
    if (basket == null) {
      StoredBasket added = new StoredBasket(name);
      added.members(users, roles);
      Additions.write(entities, added, "Somebody has just given " + name + " members.");
    } else {
      basket.members(users, roles);
      flush(name);
    }
    if (!changes.isEmpty()) {
      audit.record(caller.name(), AuditAction.WORKBASKET_CHANGED, name, null, changes);
    }
    return find(caller, name).orElseThrow();
  }

  private void requireValid(String name, Set<String> users, Set<String> roles)
      throws RefusedException {
    if (!NAME.matcher(name).matches()) {
      throw new RefusedException(ErrorCode.INVALID, "No workbasket can be called " + name + ".");
    }
    if (users.size() + roles.size() > MOST) {
      throw new RefusedException(
          ErrorCode.INVALID, "A workbasket has at most " + MOST + " members. Use roles.");
    }
    for (String user : users) {
      if (directory.user(user).isEmpty()) {
        throw new RefusedException(ErrorCode.INVALID, "There is no user " + user + ".");
      }
    }
    for (String role : roles) {
      if (role.isBlank() || role.indexOf(0) >= 0) {
        throw new RefusedException(ErrorCode.INVALID, "A role has a name.");
      }
    }
  }

  private static void note(
      Map<String, Change> changes, String what, Set<String> from, Set<String> to) {
    Set<String> sorted = new TreeSet<>(to);
    if (!from.equals(sorted)) {
      changes.put(
          what, new Change(String.join(", ", new TreeSet<>(from)), String.join(", ", sorted)));
    }
  }

  private void flush(String name) throws RefusedException {
    try {
      entities.flush();
    } catch (OptimisticLockException e) {
      throw stale(name);
    }
  }

  private static RefusedException stale(String name) {
    return new RefusedException(
        ErrorCode.STALE, "Somebody has changed the members of " + name + " since you saw them.");
  }
}
