package dev.holdfast.server.identity.api;

import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Page;
import dev.holdfast.server.platform.api.PageRequest;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Administration of users. Every method refuses with {@code NOT_ALLOWED} who is not an
 * administrator.
 */
@Local
public interface Users {

  /**
   * What to set of a user; null leaves a part as it is.
   *
   * @param password new password, at least 12 characters
   * @param displayName name for people
   * @param roles all roles
   * @param attributes all attributes
   * @param enabled whether the user may sign in
   */
  record UserChange(
      @Nullable String password,
      @Nullable String displayName,
      @Nullable Set<String> roles,
      @Nullable Map<String, List<String>> attributes,
      @Nullable Boolean enabled) {}

  /**
   * Adds a user.
   *
   * @throws RefusedException {@code ALREADY_EXISTS}, {@code INVALID}
   */
  UserView add(Caller caller, String name, UserChange values) throws RefusedException;

  /**
   * Changes a user.
   *
   * @param expectedVersion the version that the caller has seen
   * @throws RefusedException {@code NOT_FOUND}, {@code STALE}, {@code INVALID}
   */
  UserView change(Caller caller, String name, long expectedVersion, UserChange values)
      throws RefusedException;

  /** One user. */
  Optional<UserView> find(Caller caller, String name) throws RefusedException;

  /** Users whose name contains the text. Sort keys: name. */
  Page<UserView> list(Caller caller, @Nullable String text, PageRequest page)
      throws RefusedException;
}
