package dev.holdfast.server.workbasket.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.server.identity.api.Directory;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Who may do what in which workbasket: administrators everything; caseworkers list and decide in
 * those of which they are members, by name or by a role. Asks the database each time, so that who
 * is no member any more is out at once.
 */
@ApplicationScoped
public class Access {
  private static final String MEMBER_OF =
      "SELECT name FROM holdfast.workbasket WHERE users @> ARRAY[?::text] OR roles && ?::text[]";

  private final Jdbc jdbc;
  private final Directory directory;

  /** For the container's proxy. */
  @SuppressWarnings("NullAway")
  protected Access() {
    this(null, null);
  }

  /** Looks into a database. */
  @Inject
  public Access(Jdbc jdbc, Directory directory) {
    this.jdbc = jdbc;
    this.directory = directory;
  }

  /**
   * What a caller may reach.
   *
   * @throws RefusedException {@code NOT_ALLOWED} for who neither administers nor is a caseworker
   */
  Reach of(Caller caller) throws RefusedException {
    caller.requireCaseworker();
    return of(caller.user());
  }

  /**
   * Refuses for a user who may not decide on issues of a workbasket.
   *
   * @throws RefusedException {@code INVALID}
   */
  void requireMember(String name, String workbasket) throws RefusedException {
    if (!directory.user(name).map(this::of).map(reach -> reach.has(workbasket)).orElse(false)) {
      throw new RefusedException(
          ErrorCode.INVALID,
          name
              + " may not decide on issues of "
              + workbasket
              + ". Choose a member of the workbasket with the role "
              + Caller.CASEWORKER
              + ", or an administrator.");
    }
  }

  /** What a user may reach, nothing without a role for it. */
  Reach of(User user) {
    if (user.roles().contains(Caller.ADMINISTRATOR)) {
      return Reach.ALL;
    }
    if (!user.roles().contains(Caller.CASEWORKER)) {
      return new Reach(Set.of());
    }
    return new Reach(
        Set.copyOf(
            jdbc.list(
                MEMBER_OF,
                row -> row.getString("name"),
                user.name(),
                user.roles().toArray(String[]::new))));
  }
}
