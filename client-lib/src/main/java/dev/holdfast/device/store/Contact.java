package dev.holdfast.device.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * When the device last had word of its server, and how late it has been since, at the least; both
 * by the server's clock. It is in the store, where the device's clock can't take it back.
 *
 * @param number tells contacts apart, also those of one moment
 * @param at when the server last answered
 * @param seen the latest time that it was known to be since; never before {@code at}
 */
public record Contact(long number, Instant at, Instant seen) {
  static final String NAME = "contact";

  /** The last contact, empty before the first one. */
  public static Optional<Contact> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Contact.class);
  }

  /** The server has told the time: that is the present, whatever was thought to be seen before. */
  public static void made(Connection connection, Instant serverTime) throws SQLException {
    long number = of(connection).map(Contact::number).orElse(0L) + 1;
    new Contact(number, serverTime, serverTime).save(connection);
  }

  /**
   * The server has answered without telling the time. It is that of the device's clock, which was
   * measured when the session was renewed, and that is not long ago.
   */
  public static void made(Connection connection, Clock clock) throws SQLException {
    Instant now = serverTime(connection, clock);
    Optional<Contact> last = of(connection);
    if (last.isEmpty() || now.isAfter(last.get().at)) {
      made(connection, now);
    }
  }

  /** Writes it. */
  public void save(Connection connection) throws SQLException {
    Settings.put(connection, NAME, this);
  }

  /** The present by the server's clock, as the device's clock and its measured offset have it. */
  public static Instant serverTime(Connection connection, Clock clock) throws SQLException {
    long offset = Account.of(connection).map(Account::clockOffsetMillis).orElse(0L);
    return clock.instant().plusMillis(offset);
  }
}
