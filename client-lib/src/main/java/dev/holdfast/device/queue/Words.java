package dev.holdfast.device.queue;

import dev.holdfast.device.store.Packages;
import dev.holdfast.device.store.SqlFailure;
import dev.holdfast.kernel.app.ApplicationPackage;
import dev.holdfast.kernel.casework.Understanding;
import dev.holdfast.kernel.casework.Upcast;
import dev.holdfast.kernel.wire.ActionSubmission;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says queued actions in the words of the live logic, in one transaction. The queue keeps each as
 * it was made: so it is sent, however often, and so it is understood by whatever logic comes next.
 * Not thread-safe.
 */
final class Words {
  private final Connection connection;
  private final Packages packages;
  private final Map<String, Upcast> byApplication = new HashMap<>();
  private final Map<String, Optional<ApplicationPackage>> others = new HashMap<>();

  Words(Connection connection, Packages packages) throws SQLException {
    this.connection = connection;
    this.packages = packages;
    for (ApplicationPackage live : packages.live(connection)) {
      String application = live.application();
      byApplication.put(
          application,
          new Upcast(
              live,
              version ->
                  others.computeIfAbsent(
                      application + ' ' + version, key -> find(application, version))));
    }
  }

  /** An action in these words; as it is if its application is gone. */
  Understanding of(ActionSubmission action) {
    Upcast upcast = byApplication.get(action.application());
    return upcast == null ? Understanding.of(action) : upcast.understand(action);
  }

  private Optional<ApplicationPackage> find(String application, String version) {
    try {
      return packages.find(connection, application, version);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
