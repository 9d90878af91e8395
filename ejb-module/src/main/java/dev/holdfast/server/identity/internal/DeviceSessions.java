package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Ids;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import dev.holdfast.server.platform.api.Sql;
import dev.holdfast.server.platform.api.Written;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Devices' enrolment and sessions. A bean of its own so that what a refused use case has to leave
 * behind (an ended session, a device that was told to erase itself) is committed before the
 * refusal.
 */
@Stateless
public class DeviceSessions {
  /** How long a device may stay away before its user has to sign in again. */
  static final Duration REFRESH_LIFE = Duration.ofDays(90);

  private static final int MAX_TEXT = 200;

  @Inject private Jdbc jdbc;
  @Inject private Clock clock;
  @Inject private Ids ids;
  @Inject private Event<Written> written;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected DeviceSessions() {}

  /**
   * What came of a refresh token.
   *
   * @param user the device's user, empty if the token was not given to such a device: whoever made
   *     it up learns nothing
   * @param successor the next token, null if this one belongs to no present session
   * @param reused whether it is older than the one just used; the session has been ended then
   */
  record Refreshed(String user, @Nullable RefreshToken successor, boolean reused) {}

  private record Stored(
      String user, @Nullable UUID session, @Nullable Instant expires, RefreshState state) {}

  /**
   * Enrols a device or signs it in again; earlier sessions of it end.
   *
   * @param user its user, who has proved to be so
   * @param info the device as it introduces itself
   * @return its first refresh token
   */
  public RefreshToken open(Present user, DeviceInfo info) throws RefusedException {
    UUID id = info.id() == null ? ids.next() : info.id();
    RefreshToken token = RefreshToken.make(id, ids.next());
    Instant now = clock.instant();
    int rows =
        jdbc.update(
            """
            INSERT INTO holdfast.device AS d (id, user_name, name, platform, client_version, enrolled_at,
                last_contact_at, session_id, session_epoch, refresh_next, refresh_expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, platform = excluded.platform,
                client_version = excluded.client_version, last_contact_at = excluded.last_contact_at,
                session_id = excluded.session_id, session_epoch = excluded.session_epoch,
                refresh_used = NULL, refresh_next = excluded.refresh_next,
                refresh_expires_at = excluded.refresh_expires_at
            WHERE d.user_name = excluded.user_name AND d.revoked_at IS NULL AND d.wipe_requested_at IS NULL
            """,
            id,
            user.user().name(),
            text("name", info.name()),
            text("platform", info.platform()),
            text("version", info.version()),
            now,
            now,
            token.session(),
            user.epoch(),
            new byte[][] {token.hash()},
            now.plus(REFRESH_LIFE));
    if (rows == 0) {
      throw new RefusedException(
          ErrorCode.NOT_ALLOWED,
          "This device is enrolled for another user. Use a store of its own.");
    }
    written.fire(new Written());
    return token;
  }

  /** Exchanges a refresh token, by the rule in {@code docs/specs/protocol.md}. */
  public Refreshed refresh(RefreshToken token) {
    Stored stored =
        jdbc.one(
                "SELECT user_name, session_id, refresh_expires_at, refresh_used, refresh_next"
                    + " FROM holdfast.device WHERE id = ? FOR UPDATE",
                DeviceSessions::read,
                token.device())
            .orElse(null);
    Instant now = clock.instant();
    if (stored == null
        || !token.session().equals(stored.session())
        || stored.expires() == null
        || stored.expires().isBefore(now)) {
      String user = stored != null && stored.state().knows(token.hash()) ? stored.user() : "";
      return new Refreshed(user, null, false);
    }
    RefreshToken successor = RefreshToken.make(token.device(), token.session());
    Optional<RefreshState> after = stored.state().use(token.hash(), successor.hash());
    if (after.isEmpty()) {
      end(token.device());
      return new Refreshed(stored.user(), null, true);
    }
    jdbc.update(
        "UPDATE holdfast.device SET refresh_used = ?, refresh_next = ?, refresh_expires_at = ?"
            + " WHERE id = ?",
        after.get().used(),
        after.get().next().toArray(byte[][]::new),
        now.plus(REFRESH_LIFE),
        token.device());
    return new Refreshed(stored.user(), successor, false);
  }

  /** Ends a device's session: none of its tokens is valid any more. */
  public void end(UUID device) {
    jdbc.update(
        "UPDATE holdfast.device SET session_id = NULL, refresh_used = NULL, refresh_next = '{}'"
            + " WHERE id = ?",
        device);
    written.fire(new Written());
  }

  /** A device has called that is to be erased: from now on it counts as revoked. */
  public void toldToErase(UUID device) {
    jdbc.update(
        "UPDATE holdfast.device SET told_to_erase_at = ? WHERE id = ? AND told_to_erase_at IS NULL",
        clock.instant(),
        device);
    written.fire(new Written());
  }

  private static Stored read(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("user_name"),
        Sql.uuid(row, "session_id"),
        Sql.instant(row, "refresh_expires_at"),
        new RefreshState(
            row.getBytes("refresh_used"),
            List.of((byte[][]) row.getArray("refresh_next").getArray())));
  }

  private static String text(String name, @Nullable String value) throws RefusedException {
    if (value == null || value.isBlank() || value.length() > MAX_TEXT || value.indexOf(0) >= 0) {
      throw new RefusedException(
          ErrorCode.INVALID, "The device's " + name + " has 1 to " + MAX_TEXT + " characters.");
    }
    return value;
  }
}
