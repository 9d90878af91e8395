package dev.holdfast.server.identity.api;

import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.Origin;
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
   * @param origin where the request comes from
   * @throws RefusedException {@code BAD_CREDENTIALS}, {@code DEVICE_WIPED}, {@code USER_DISABLED},
   *     {@code DEVICE_REVOKED} or, after too many failures, {@code TOO_MANY_REQUESTS}
   */
  Session signIn(SignInRequest request, Origin origin) throws RefusedException;

  /**
   * Exchanges a refresh token.
   *
   * @throws RefusedException {@code REFRESH_REUSED}, {@code TOKEN_EXPIRED}, {@code DEVICE_WIPED},
   *     {@code USER_DISABLED}, {@code DEVICE_REVOKED}
   */
  Session refresh(RefreshRequest request) throws RefusedException;

  /**
   * Who an access token stands for, by the present state of user and device.
   *
   * @throws RefusedException {@code TOKEN_EXPIRED}, {@code DEVICE_WIPED}, {@code USER_DISABLED},
   *     {@code DEVICE_REVOKED}
   */
  Caller authenticate(String accessToken) throws RefusedException;

  /**
   * Who a name and password stand for, for the console's form.
   *
   * @param origin where the request comes from
   * @throws RefusedException as {@link #signIn}
   */
  Caller authenticate(String user, String password, Origin origin) throws RefusedException;

  /**
   * The present rights of a user who has signed in before (console session).
   *
   * @throws RefusedException {@code USER_DISABLED} or {@code NOT_FOUND}
   */
  Caller present(String user) throws RefusedException;

  /**
   * The same as this node knows it, by a look at the database that may be as old as one that an
   * access token is believed by; costs no statement as long as nothing changes.
   *
   * @throws RefusedException as {@link #present}
   */
  Caller known(String user) throws RefusedException;

  /** Ends the calling device's sessions. */
  void signOut(Caller caller) throws RefusedException;
}
