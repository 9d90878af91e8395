package dev.holdfast.server.identity.internal;

import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Jdbc;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Proves by password who somebody is. Guessing is slowed down, and hashing never takes more than
 * half of the processors, so that a storm of sign-ins leaves the rest of the server alone.
 */
@ApplicationScoped
public class Credentials {
  private static final int MAX_USER = 100;
  private static final int MAX_PASSWORD = 1_000;
  private static final long PATIENCE_MILLIS = 5_000;

  private final Semaphore hashing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

  @Inject private Presence presence;
  @Inject private Passwords passwords;
  @Inject private SignInThrottle throttle;
  @Inject private Jdbc jdbc;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected Credentials() {}

  /**
   * The user whose name and password these are.
   *
   * @param device a device to look up with the user, null for none
   * @throws RefusedException {@code MALFORMED}, {@code TOO_MANY_REQUESTS}, {@code BAD_CREDENTIALS},
   *     {@code USER_DISABLED}
   */
  Present check(@Nullable String user, @Nullable String password, @Nullable UUID device)
      throws RefusedException {
    if (user == null || password == null) {
      throw new RefusedException(ErrorCode.MALFORMED, "Give a user and a password.");
    }
    Duration delay = throttle.delay(user);
    if (!delay.isZero()) {
      throw tooMany(delay.toSeconds() + 1);
    }
    boolean plausible =
        user.length() <= MAX_USER && user.indexOf(0) < 0 && password.length() <= MAX_PASSWORD;
    Optional<Present> found = plausible ? presence.of(user, device) : Optional.empty();
    String stored = found.map(Present::passwordHash).orElse(null);
    if (!verify(stored, plausible ? password : "") || found.isEmpty()) {
      throttle.failed(user);
      throw new RefusedException(ErrorCode.BAD_CREDENTIALS, "User or password is wrong.");
    }
    throttle.succeeded(user);
    Present present = found.get();
    if (!present.enabled()) {
      throw Refusals.disabled(user);
    }
    if (passwords.outdated(present.passwordHash())) {
      rehash(present, password);
    }
    return present;
  }

  private boolean verify(@Nullable String stored, String password) throws RefusedException {
    try {
      if (!hashing.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw tooMany(PATIENCE_MILLIS / 1_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ErrorCode.UNAVAILABLE, "The server is shutting down.");
    }
    try {
      return passwords.verify(stored, password);
    } finally {
      hashing.release();
    }
  }

  private void rehash(Present present, String password) {
    jdbc.update(
        "UPDATE holdfast.app_user SET password_hash = ? WHERE name = ? AND password_hash = ?",
        passwords.hash(password),
        present.user().name(),
        present.passwordHash());
  }

  private static RefusedException tooMany(long seconds) {
    return new RefusedException(
        ErrorCode.TOO_MANY_REQUESTS, "Too many sign-ins. Try again in " + seconds + " s.");
  }
}
