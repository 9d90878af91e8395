package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What was added to a store's tables since version 8 and can't be added twice. */
final class Version8 {
  private Version8() {}

  /** Takes it out. */
  static void of(Connection connection) throws SQLException {
    Sql.run(connection, "ALTER TABLE hf_staged DROP COLUMN stream");
    Sql.run(connection, "ALTER TABLE hf_staged DROP COLUMN late");
  }
}
