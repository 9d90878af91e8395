package dev.holdfast.device.sync;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The device's session. A new refresh token is stored before anything is done with it: if an answer
 * is lost, the old token is still in the store and the server answers its repeat.
 */
public final class SessionKeeper {
  private static final String EXPIRED = "token-expired";
  private static final String WIPED = "device-wiped";
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

  private final Database database;
  private final Transport transport;
  private final Clock clock;

  /** Keeps the session of a store. */
  public SessionKeeper(Database database, Transport transport, Clock clock) {
    this.database = database;
    this.transport = transport;
    this.clock = clock;
  }

  /** The same session, whose requests end early when something is to end. */
  SessionKeeper within(Undertaking undertaking) {
    return new SessionKeeper(database, new CutTransport(transport, undertaking), clock);
  }

  /**
   * Signs in.
   *
   * @param info how the device introduces itself; its id is filled in here
   * @throws NotAllowedException if the store is another user's
   * @throws NotSignedInException if the server refuses; if it is the store's own and has the device
   *     wiped, the store is erased
   */
  public Account signIn(
      String server, String user, String password, SignInRequest.DeviceInfo info) {
    Optional<Account> known = database.read(Account::of);
    if (known.isPresent() && !known.get().user().equals(user)) {
      throw new NotAllowedException(
          "This store is %s's. Every user has a store of their own.".formatted(known.get().user()),
          null);
    }
    UUID device = known.map(Account::device).orElse(null);
    ServerApi api = new ServerApi(transport, server);
    SignInRequest request =
        new SignInRequest(
            user,
            password,
            new SignInRequest.DeviceInfo(device, info.name(), info.platform(), info.version()));
    boolean own = known.isPresent() && api.isAt(known.get().server());
    return save(server, own ? obeying(() -> api.signIn(request)) : api.signIn(request));
  }

  /**
   * Ends the session. The queue and all data stay.
   *
   * @return whether the server knows; if not, its tokens end by themselves
   */
  public boolean signOut() {
    Optional<Account> account = database.read(Account::of);
    if (account.isEmpty() || account.get().refreshToken() == null) {
      return false;
    }
    boolean told = tell();
    database.write(
        connection -> {
          account.get().signedOut().save(connection);
          return account;
        });
    return told;
  }

  private boolean tell() {
    try {
      call(
          (api, token) -> {
            api.signOut(token);
            return token;
          });
      return true;
    } catch (UnreachableException | NotSignedInException e) {
      // Signing out must work without a server, and with a session that has ended already.
      return false;
    }
  }

  /**
   * Calls the server with a valid token.
   *
   * @throws NotSignedInException if there is no session, or the server has ended it; if it has the
   *     device wiped, the store is erased
   */
  public <T> T call(BiFunction<ServerApi, String, T> request) {
    return obeying(() -> callAs(request));
  }

  /** Erases the store if its own server's answer is an administrator's order to do so. */
  private <T> T obeying(Supplier<T> request) {
    try {
      return request.get();
    } catch (NotSignedInException e) {
      if (!WIPED.equals(e.code())) {
        throw e;
      }
      String lost = lost();
      database.erase();
      throw new NotSignedInException(
          WIPED,
          "An administrator has ordered this device to be wiped. Its store is erased%s. Sign in with a new store."
              .formatted(lost));
    }
  }

  /** What goes with the store. A damaged one is erased like any other. */
  private String lost() {
    try {
      int unsent = database.read(Actions::waiting);
      return unsent == 0 ? "" : ", with %d actions that were not sent".formatted(unsent);
    } catch (StoreException e) {
      LOG.warn("The store is erased, and how many actions were not sent can't be read.", e);
      return "; whether actions were not sent could not be read";
    }
  }

  private <T> T callAs(BiFunction<ServerApi, String, T> request) {
    Account account = database.read(Account::require);
    ServerApi api = new ServerApi(transport, account.server());
    String token = account.accessToken();
    if (token == null || expired(account)) {
      return request.apply(api, refresh(api, account));
    }
    try {
      return request.apply(api, token);
    } catch (NotSignedInException e) {
      if (!EXPIRED.equals(e.code())) {
        throw e;
      }
      return request.apply(api, refresh(api, account));
    }
  }

  /**
   * Calls the server with the token at hand; never gets a new one, so that it may run beside a
   * sync.
   *
   * @return empty if there is no valid token
   */
  <T> Optional<T> callWithPresentToken(BiFunction<ServerApi, String, T> request) {
    Optional<Account> account = database.read(Account::of);
    String token = account.map(Account::accessToken).orElse(null);
    if (account.isEmpty() || token == null || expired(account.get())) {
      return Optional.empty();
    }
    try {
      return Optional.of(request.apply(new ServerApi(transport, account.get().server()), token));
    } catch (NotSignedInException e) {
      return Optional.empty();
    }
  }

  private boolean expired(Account account) {
    Instant serverNow = clock.instant().plusMillis(account.clockOffsetMillis());
    Instant ends = account.accessExpires();
    return ends == null || !serverNow.plus(MARGIN).isBefore(ends);
  }

  private String refresh(ServerApi api, Account account) {
    if (account.refreshToken() == null) {
      throw new NotSignedInException(NotSignedInException.NEVER, "Signed out. Sign in to sync.");
    }
    Session session = api.refresh(account.refreshToken());
    save(account.server(), session);
    return session.accessToken();
  }

  private Account save(String server, Session session) {
    try {
      Account account = Account.of(server, session, clock.instant());
      return database.write(
          connection -> {
            account.save(connection);
            return account;
          });
    } catch (IllegalArgumentException e) {
      throw new SyncFailedException("The server gave a session that is not a device's.", e);
    }
  }
}
