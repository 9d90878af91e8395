package dev.holdfast.device.sync;

import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * When the device was last up to date, when it last asked, and when it last sent: in the store, by
 * its own clock.
 */
final class LastContacts {
  private static final String RECEIVED = "last-sync";
  private static final String ASKED = "last-asked";
  private static final String SENT = "last-sent";

  private LastContacts() {}

  static Optional<Instant> received(Connection connection) throws SQLException {
    return Settings.get(connection, RECEIVED, Instant.class);
  }

  static void received(Connection connection, Instant now) throws SQLException {
    Settings.put(connection, RECEIVED, now);
    asked(connection, now);
  }

  /** It has asked, whatever it was told: a server that makes it wait is not asked again at once. */
  static void asked(Connection connection, Instant now) throws SQLException {
    Settings.put(connection, ASKED, now);
  }

  static Optional<Instant> sent(Connection connection) throws SQLException {
    return Settings.get(connection, SENT, Instant.class);
  }

  static void sent(Connection connection, Instant now) throws SQLException {
    Settings.put(connection, SENT, now);
  }

  /** What the timetable goes by. */
  static Timetable.Standing standing(Connection connection) throws SQLException {
    // A store of an earlier version knows only this.
    Optional<Instant> received = received(connection);
    return new Timetable.Standing(
        Settings.get(connection, ASKED, Instant.class).or(() -> received).orElse(null),
        sent(connection).orElse(null),
        Actions.waiting(connection),
        PutOffMark.is(connection));
  }
}
