package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables and case types of which the server has said that nothing new comes until their source
 * is mended, as {@code application/unit}. What is held of them stays.
 */
public final class HeldStalls {
  private static final String NAME = "stalled";

  private HeldStalls() {}

  /** What the server told last. */
  public static List<String> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, String[].class).map(List::of).orElse(List.of());
  }

  /** Keeps what the server told. */
  public static void save(Connection connection, List<String> stalled) throws SQLException {
    Settings.put(connection, NAME, stalled);
  }

  /** Whether a bucket is of one of these. */
  static boolean concern(List<String> stalled, String bucket) {
    int bracket = bucket.indexOf('[');
    return bracket > 0 && stalled.contains(bucket.substring(0, bracket));
  }
}
