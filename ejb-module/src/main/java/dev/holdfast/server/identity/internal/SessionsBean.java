package dev.holdfast.server.identity.internal;

import dev.holdfast.kernel.app.User;
import dev.holdfast.kernel.wire.RefreshRequest;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import dev.holdfast.server.identity.api.Sessions;
import dev.holdfast.server.identity.internal.AccessTokens.Claims;
import dev.holdfast.server.identity.internal.DeviceSessions.Refreshed;
import dev.holdfast.server.identity.internal.Present.PresentDevice;
import dev.holdfast.server.platform.api.Caller;
import dev.holdfast.server.platform.api.ErrorCode;
import dev.holdfast.server.platform.api.Origin;
import dev.holdfast.server.platform.api.RefusedException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions by password and token. Without a transaction of its own; see {@link DeviceSessions}. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionsBean implements Sessions {
  @Inject private Credentials credentials;
  @Inject private Presence presence;
  @Inject private KnownPresence known;
  @Inject private Contacts contacts;
  @Inject private DeviceSessions devices;
  @Inject private AccessTokens tokens;
  @Inject private LeaveOrders orders;
  @Inject private Clock clock;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  protected SessionsBean() {}

  @Override
  public Session signIn(SignInRequest request, Origin origin) throws RefusedException {
    SignInRequest.DeviceInfo info = request.device();
    Present present =
        credentials.check(
            request.user(), request.password(), info == null ? null : info.id(), origin);
    requireAdmitted(present);
    if (info == null) {
      return session(present.user(), present.epoch(), null);
    }
    return session(present.user(), present.epoch(), devices.open(present, info));
  }

  @Override
  public Session refresh(RefreshRequest request) throws RefusedException {
    @Nullable String text = request.refreshToken();
    RefreshToken token = RefreshToken.read(text == null ? "" : text).orElseThrow(Refusals::expired);
    Refreshed refreshed = devices.refresh(token);
    if (refreshed.reused()) {
      throw new RefusedException(
          ErrorCode.REFRESH_REUSED,
          "An old refresh token was used again: somebody may have copied it. Sign in again.");
    }
    Present present = presence.of(refreshed.user(), token.device()).orElseThrow(Refusals::expired);
    requireDevice(present, token.session());
    if (refreshed.successor() == null) {
      throw Refusals.expired();
    }
    return session(present.user(), present.epoch(), refreshed.successor());
  }

  @Override
  public Caller authenticate(String accessToken) throws RefusedException {
    Claims claims = tokens.read(accessToken).orElseThrow(Refusals::expired);
    Present present = known.of(claims.user(), claims.device()).orElseThrow(Refusals::expired);
    if (claims.device() == null) {
      requireAdmitted(present);
      if (present.epoch() != claims.epoch()) {
        throw Refusals.expired();
      }
      return new Caller(present.user(), null);
    }
    PresentDevice device = requireDevice(present, claims.session());
    contacts.note(device.id());
    return new Caller(present.user(), device.id());
  }

  @Override
  public Caller authenticate(String user, String password, Origin origin) throws RefusedException {
    Present present = credentials.check(user, password, null, origin);
    requireAdmitted(present);
    return new Caller(present.user(), null);
  }

  @Override
  public Caller present(String user) throws RefusedException {
    return admitted(user, presence.of(user));
  }

  @Override
  public Caller known(String user) throws RefusedException {
    return admitted(user, known.of(user, null));
  }

  private Caller admitted(String user, Optional<Present> found) throws RefusedException {
    Present present =
        found.orElseThrow(
            () -> new RefusedException(ErrorCode.NOT_FOUND, "There is no user " + user + "."));
    requireAdmitted(present);
    return new Caller(present.user(), null);
  }

  @Override
  public void signOut(Caller caller) {
    if (caller.device() != null) {
      devices.end(caller.device());
    }
  }

  /**
   * Refuses who may not come in, and has proved by password or token who it is. That the device was
   * ended comes before everything else: one whose user is disabled has to hear it all the same.
   */
  private void requireAdmitted(Present present) throws RefusedException {
    PresentDevice device = present.own();
    if (device != null && device.ending() != null) {
      if (device.ending().wipe()) {
        devices.toldToErase(device.id());
      }
      throw orders.refusal(device.id(), device.owner(), device.ending());
    }
    if (!present.enabled()) {
      throw Refusals.disabled(present.user().name());
    }
  }

  private PresentDevice requireDevice(Present present, @Nullable UUID session)
      throws RefusedException {
    PresentDevice device = present.own();
    if (device == null) {
      throw Refusals.expired();
    }
    requireAdmitted(present);
    if (device.session() == null
        || !device.session().equals(session)
        || device.epoch() != present.epoch()) {
      throw Refusals.expired();
    }
    return device;
  }

  private Session session(User user, long epoch, @Nullable RefreshToken refresh) {
    Instant expires = tokens.expiry();
    UUID device = refresh == null ? null : refresh.device();
    UUID session = refresh == null ? null : refresh.session();
    return new Session(
        user.name(),
        List.copyOf(user.roles()),
        user.attributes(),
        device,
        tokens.issue(new Claims(user.name(), epoch, device, session, expires)),
        expires,
        refresh == null ? null : refresh.text(),
        clock.instant());
  }
}
