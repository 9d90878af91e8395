package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Proves by password who somebody is; slowly, see {@link SignInThrottle}. */
@ApplicationScoped
public class Credentials {
  private static final int MAX_USER = 100;
  private static final int MAX_PASSWORD = 1_000;

  @Inject private Presence presence;
  @Inject private Passwords passwords;
  @Inject private SignInThrottle throttle;
  @Inject private HashingSlots slots;
  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Credentials() {}

  /**
   * The user whose name and password these are; may be disabled.
   *
   * @param device a device to look up with the user, null for none
   * @param origin where the request comes from
   * @throws RefusedException {@code MALFORMED}, {@code TOO_MANY_REQUESTS}, {@code BAD_CREDENTIALS}
   */
  Present check(
      @Nullable String user, @Nullable String password, @Nullable UUID device, Origin origin)
      throws RefusedException {
    if (user == null || password == null) {
      throw new RefusedException(ErrorCode.MALFORMED, "Give a user and a password.");
    }
    requirePatience(user, origin);
    return slots.run(
        origin,
        () -> {
          // Again: whoever sends many guesses at once has failed by now.
          requirePatience(user, origin);
          return compare(user, password, device, origin);
        });
  }

  private void requirePatience(String user, Origin origin) throws RefusedException {
    Duration delay = throttle.delay(user, origin);
    if (!delay.isZero()) {
      throw Refusals.tooMany(delay);
    }
  }

  private Present compare(String user, String password, @Nullable UUID device, Origin origin)
      throws RefusedException {
    boolean plausible =
        user.length() <= MAX_USER && user.indexOf(0) < 0 && password.length() <= MAX_PASSWORD;
    Optional<Present> found = plausible ? presence.of(user, device) : Optional.empty();
    String stored = found.map(Present::passwordHash).orElse(null);
    if (!passwords.verify(stored, plausible ? password : "") || found.isEmpty()) {
      throttle.failed(user, origin);
      throw new RefusedException(ErrorCode.BAD_CREDENTIALS, "User or password is wrong.");
    }
    throttle.succeeded(user, origin);
    Present present = found.get();
    if (passwords.outdated(present.passwordHash())) {
      rehash(present, password);
    }
    return present;
  }

  private void rehash(Present present, String password) {
    jdbc.update(
        "UPDATE holdfast.app_user SET password_hash = ? WHERE name = ? AND password_hash = ?",
        passwords.hash(password),
        present.user().name(),
        present.passwordHash());
  }
}
