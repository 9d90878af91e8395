package dev.holdfast.server.identity.api;

import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Local;

/**
 * Signing in and out. The seam for other identity providers: whoever can say who calls yields a
 * {@link Caller}.
 */
@Local
public interface Sessions {

  /**
   * Signs in by password; with a device, enrols it or signs it in again.
   *
   * @throws RefusedException {@code BAD_CREDENTIALS}, {@code USER_DISABLED}, {@code DEVICE_REVOKED}
   *     or, after too many failures, {@code TOO_MANY_REQUESTS}
   */
  Session signIn(SignInRequest request) throws RefusedException;

  /**
   * Exchanges a refresh token.
   *
   * @throws RefusedException {@code REFRESH_REUSED}, {@code TOKEN_EXPIRED}, {@code DEVICE_REVOKED},
   *     {@code USER_DISABLED}
   */
  Session refresh(RefreshRequest request) throws RefusedException;

  /**
   * Who an access token stands for, by the present state of user and device.
   *
   * @throws RefusedException {@code TOKEN_EXPIRED}, {@code DEVICE_REVOKED}, {@code DEVICE_WIPED},
   *     {@code USER_DISABLED}
   */
  Caller authenticate(String accessToken) throws RefusedException;

  /**
   * Who a name and password stand for, for the console's form.
   *
   * @throws RefusedException as {@link #signIn}
   */
  Caller authenticate(String user, String password) throws RefusedException;

  /**
   * The present rights of a user who has signed in before (console session).
   *
   * @throws RefusedException {@code USER_DISABLED} or {@code NOT_FOUND}
   */
  Caller present(String user) throws RefusedException;

  /** Ends the calling device's sessions. */
  void signOut(Caller caller) throws RefusedException;
}
