package dev.holdfast.server.workbasket.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The named workbaskets and who may decide on their issues besides administrators. */
@Local
public interface Workbaskets {

  /**
   * A workbasket.
   *
   * @param name its name
   * @param users members by name
   * @param roles members by role
   * @param open issues that nobody decides on
   * @param claimed issues that somebody decides on
   * @param version for optimistic locking, 0 while it has never had members
   */
  record BasketView(
      String name, Set<String> users, Set<String> roles, long open, long claimed, long version) {}

  /**
   * Workbaskets by name: those that packages in force name, that have issues, or members. To
   * caseworkers those of which they are members.
   */
  List<BasketView> list(Caller caller) throws RefusedException;

  /** One of them. */
  Optional<BasketView> find(Caller caller, String name) throws RefusedException;

  /**
   * Says who its members are, all of them. Administrators only.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code STALE}; {@code INVALID} for a name that is none, a user who is
   *     not known, or too many members
   */
  BasketView change(
      Caller caller, String name, long expectedVersion, Set<String> users, Set<String> roles)
      throws RefusedException;
}
