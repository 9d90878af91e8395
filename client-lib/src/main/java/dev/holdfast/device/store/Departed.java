package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;

/** That an administrator has ended the device: from then on the queue only gets smaller. */
public final class Departed {
  static final String NAME = "departed";

  private Departed() {}

  /** Whether it was ended. */
  public static boolean is(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Boolean.class).isPresent();
  }

  /** It was. */
  public static void save(Connection connection) throws SQLException {
    Settings.put(connection, NAME, true);
  }

  /** It was not, after all: its server takes it for one of its own, for example after a restore. */
  public static void forget(Connection connection) throws SQLException {
    Settings.remove(connection, NAME);
  }
}
