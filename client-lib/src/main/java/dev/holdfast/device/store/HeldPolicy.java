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
    return read(text(connection));
  }

  /** The same as it is stored, to be {@link #read}; equal texts are equal policies. */
  public static String text(Connection connection) throws SQLException {
    return Settings.text(connection, NAME).orElse("");
  }

  /** What {@link #text} says. */
  public static SyncPolicy read(String text) {
    return text.isEmpty() ? SyncPolicy.STANDARD : Settings.parse(text, SyncPolicy.class);
  }

  /** Keeps what the server told. */
  public static void save(Connection connection, SyncPolicy policy) throws SQLException {
    Settings.put(connection, NAME, policy);
  }
}
