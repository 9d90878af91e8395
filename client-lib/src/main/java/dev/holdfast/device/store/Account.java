package dev.holdfast.device.store;

import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose store this is, and the session with the server.
 *
 * @param server the server's URL
 * @param user the user's name
 * @param roles the user's roles as last heard
 * @param attributes the user's attributes as last heard
 * @param device the device's id
 * @param accessToken null if signed out
 * @param accessExpires when the access token ends by the server's clock, null if signed out
 * @param refreshToken null if signed out
 * @param clockOffsetMillis server clock minus device clock as last measured, in milliseconds
 */
public record Account(
    String server,
    String user,
    List<String> roles,
    Map<String, List<String>> attributes,
    UUID device,
    @Nullable String accessToken,
    @Nullable Instant accessExpires,
    @Nullable String refreshToken,
    long clockOffsetMillis) {
  private static final String NAME = "account";

  /** The store's account, empty before the first sign-in. */
  public static Optional<Account> of(Connection connection) throws SQLException {
    return Settings.get(connection, NAME, Account.class);
  }

  /**
   * The store's account.
   *
   * @throws NotSignedInException before the first sign-in
   */
  public static Account require(Connection connection) throws SQLException {
    return of(connection)
        .orElseThrow(
            () ->
                new NotSignedInException(
                    NotSignedInException.NEVER, "Nobody has signed in on this device."));
  }

  /**
   * What a sign-in or refresh yields.
   *
   * @param received the device's clock when the session came
   * @throws IllegalArgumentException if it is not a device's session
   */
  public static Account of(String server, Session session, Instant received) {
    if (session.device() == null || session.refreshToken() == null) {
      throw new IllegalArgumentException("not a device's session");
    }
    return new Account(
        server,
        session.user(),
        session.roles(),
        session.attributes(),
        session.device(),
        session.accessToken(),
        session.accessExpires(),
        session.refreshToken(),
        Duration.between(received, session.serverTime()).toMillis());
  }

  /** Writes it. */
  public void save(Connection connection) throws SQLException {
    Settings.put(connection, NAME, this);
  }

  /** The same, signed out. */
  public Account signedOut() {
    return new Account(
        server, user, roles, attributes, device, null, null, null, clockOffsetMillis);
  }

  /** The same with the server's clock measured again. */
  public Account measured(Instant serverTime, Instant received) {
    return new Account(
        server,
        user,
        roles,
        attributes,
        device,
        accessToken,
        accessExpires,
        refreshToken,
        Duration.between(received, serverTime).toMillis());
  }

  /** The user as rules see it. */
  public User asUser() {
    return new User(user, Set.copyOf(roles), attributes);
  }
}
