package dev.holdfast.device.queue;

import dev.holdfast.device.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The actions that can't be sent because they are too large for something on the way, and that the
 * server may know all the same, from this device or another: nobody can give them back, but their
 * user may let go of them.
 */
public final class Unsendable {
  private static final String NAME = "unsendable";

  private Unsendable() {}

  /** One of them has turned out to be such. */
  public static void add(Connection connection, UUID action) throws SQLException {
    List<UUID> all = new ArrayList<>();
    for (UUID known : all(connection)) {
      // What was answered since, or let go of, is none any more.
      if (Actions.find(connection, known).filter(Choices::maybeSent).isPresent()) {
        all.add(known);
      }
    }
    if (!all.contains(action)) {
      all.add(action);
    }
    Settings.put(connection, NAME, all.toArray(UUID[]::new));
  }

  static boolean is(Connection connection, UUID action) throws SQLException {
    return all(connection).contains(action);
  }

  static List<UUID> all(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, UUID[].class).map(List::of).orElse(List.of());
  }
}
