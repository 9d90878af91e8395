package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import dev.holdfast.kernel.app.ApplicationPackage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Which version of its tables a file has, by {@code PRAGMA user_version}, and how it comes to the
 * newest of {@link SchemaVersions}.
 */
final class Schema {
  private Schema() {}

  /** Whether a file needs no upgrade. */
  static boolean isCurrent(Connection connection) throws SQLException {
    return Sql.number(connection, "PRAGMA user_version") == SchemaVersions.ALL.size();
  }

  /**
   * The version of a file.
   *
   * @throws StoreException if it is a newer one than this
   */
  static int version(Connection connection) throws SQLException {
    int found = Math.toIntExact(Sql.number(connection, "PRAGMA user_version"));
    requireKnown(found);
    return found;
  }

  /**
   * Makes sure that a version is not newer than this.
   *
   * @throws StoreException if it is
   */
  static void requireKnown(int found) {
    if (found > SchemaVersions.ALL.size()) {
      throw new StoreException(
          StoreException.Reason.TOO_NEW,
          "The store was made by a newer version of Holdfast (%d, this one knows %d). Nothing was changed."
              .formatted(found, SchemaVersions.ALL.size()),
          null);
    }
  }

  /** Brings a file to the newest version, in the caller's transaction. */
  static int upgrade(Connection connection) throws SQLException {
    int found = version(connection);
    if (found < SchemaVersions.ALL.size()) {
      for (List<String> version : SchemaVersions.ALL.subList(found, SchemaVersions.ALL.size())) {
        for (String statement : version) {
          Sql.run(connection, statement);
        }
      }
      Units.indexCases(connection);
      Packages held = new Packages();
      held.leaveUnreadable(connection);
      List<ApplicationPackage> packages = held.live(connection);
      Indexes.createAll(connection, packages);
      Views.rebuild(connection, packages);
      Sql.run(connection, "PRAGMA user_version = " + SchemaVersions.ALL.size());
    }
    return found;
  }
}
