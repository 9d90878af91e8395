package dev.holdfast.device.store;

import dev.holdfast.kernel.policy.SyncPolicy;
import java.sql.Connection;
import java.sql.SQLException;

/** The policy that the server told last; it survives restarts, so nobody escapes it by one. */
public final class HeldPolicy {
  private static final String NAME = "policy";

  private HeldPolicy() {}

  /** The policy, the standard before the server told another. */
  public static SyncPolicy of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, SyncPolicy.class).orElse(SyncPolicy.STANDARD);
  }

  /** Keeps what the server told. */
  public static void save(Connection connection, SyncPolicy policy) throws SQLException {
    Settings.put(connection, NAME, policy);
  }
}
