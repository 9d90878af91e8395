package dev.holdfast.server.sync.api;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.policy.SyncPolicy;
import dev.holdfast.server.platform.api.Sql;
import java.sql.SQLException;
import java.util.Collection;

/** What sync needs to know of administrators' policies; the fleet feature answers. */
public interface PolicyDirectory {

  /**
   * The policy that holds for a user's devices.
   *
   * @param user the user, with the roles
   * @param applications the applications in which the user has a role
   * @param sql where to read: in the snapshot of a stream it is what held then
   */
  SyncPolicy effective(User user, Collection<String> applications, Sql sql) throws SQLException;
}
