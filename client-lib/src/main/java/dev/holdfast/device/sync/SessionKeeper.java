package dev.holdfast.device.sync;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.SyncFailedException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.LeaveException;
import dev.holdfast.device.protocol.ServerApi;
import dev.holdfast.device.store.Account;
import dev.holdfast.device.store.Contact;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Departed;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.wire.Session;
import dev.holdfast.kernel.wire.SignInRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The device's session. A new refresh token is stored before anything is done with it: if an answer
 * is lost, the old token is still in the store and the server answers its repeat.
 */
public final class SessionKeeper {
  private static final String EXPIRED = "token-expired";
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final Database database;
  private final Transport transport;
  private final Clock clock;
  private final @Nullable String owner;

  /**
   * Keeps the session of a store.
   *
   * @param owner whose store it is, null if it is that of who signs in first
   */
  public SessionKeeper(
      Database database, Transport transport, Clock clock, @Nullable String owner) {
    this.database = database;
    this.transport = transport;
    this.clock = clock;
    this.owner = owner;
  }

  /** The same session, whose requests end early when something is to end. */
  SessionKeeper within(Undertaking undertaking) {
    return new SessionKeeper(database, new CutTransport(transport, undertaking), clock, owner);
  }

  /**
   * Signs in.
   *
   * @param info how the device introduces itself; its id is filled in here
   * @throws NotAllowedException if the store is another user's
   * @throws LeaveException if the store's own server says that the device was ended
   * @throws NotSignedInException if the server refuses
   */
  public Account signIn(
      String server, String user, char[] password, SignInRequest.DeviceInfo info) {
    Optional<Account> known = database.read(Account::of);
    String whose = known.map(Account::user).orElse(owner);
    if (whose != null && !whose.equals(user)) {
      throw new NotAllowedException(
          "This store is %s's. Every user has a store of their own.".formatted(whose), null);
    }
    UUID device = known.map(Account::device).orElse(null);
    ServerApi api = new ServerApi(transport, server);
    SignInRequest request =
        new SignInRequest(
            user,
            new String(password),
            new SignInRequest.DeviceInfo(device, info.name(), info.platform(), info.version()));
    boolean own = known.isPresent() && api.isAt(known.get().server());
    try {
      Session session = api.signIn(request);
      Account account = account(server, session);
      return database.write(connection -> save(connection, account, session.serverTime()));
    } catch (LeaveException e) {
      if (own) {
        throw e;
      }
      // Nobody but its own server ends a device.
      throw new NotSignedInException(e.code(), e.getMessage());
    }
  }

  /**
   * Makes sure that a store that locks, or was ended, signs in at its own server: any other one
   * would open it.
   *
   * @throws NotAllowedException if it would be another
   */
  public void requireOwn(String server, boolean locks) {
    Optional<Account> known = database.read(Account::of);
    boolean bound = locks || database.read(Departed::is);
    if (bound && known.isPresent() && !ServerApi.isSame(known.get().server(), server)) {
      throw new NotAllowedException(
          "This store works with %s only. Use a store of its own for another server."
              .formatted(known.get().server()),
          null);
    }
  }

  /**
   * Ends the session. The queue and all data stay.
   *
   * @return whether the server knows; if not, its tokens end by themselves
   * @throws LeaveException if an administrator has ended the device
   */
  public boolean signOut() {
    Optional<Account> account = database.read(Account::of);
    if (account.isEmpty() || account.get().refreshToken() == null) {
      return false;
    }
    boolean told = tell();
    end();
    return told;
  }

  /** Ends the session here, whatever the server knows. */
  public void end() {
    database.write(
        connection -> {
          Account signedOut = Account.require(connection).signedOut();
          signedOut.save(connection);
          return signedOut;
        });
  }

  private boolean tell() {
    try {
      call(
          (api, token) -> {
            api.signOut(token);
            return token;
          });
      return true;
    } catch (LeaveException e) {
      throw e;
    } catch (UnreachableException | NotSignedInException | CancelledException e) {
      // Signing out must work without a server, with a session that has ended already, and for who
      // does not want to wait.
      return false;
    }
  }

  /**
   * Calls the server with a valid token.
   *
   * @throws LeaveException if an administrator has ended the device
   * @throws NotSignedInException if there is no session, or the server has ended it
   */
  public <T> T call(BiFunction<ServerApi, String, T> request) {
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

  /**
   * Calls the server beside whatever sync goes on, which is left to get new tokens.
   *
   * @param renewal gets them if no sync does
   * @throws LeaveException if an administrator has ended the device
   * @throws NotSignedInException if there is no session, or the server has ended it
   */
  <T> T callBeside(BiFunction<ServerApi, String, T> request, Runnable renewal) {
    Optional<T> answer = callWithPresentToken(request);
    if (answer.isPresent()) {
      return answer.get();
    }
    renewal.run();
    return callWithPresentToken(request)
        .orElseThrow(
            () ->
                new NotSignedInException(
                    NotSignedInException.NEVER, "The server does not accept the session. Sync."));
  }

  private boolean expired(Account account) {
    Instant serverNow = clock.instant().plusMillis(account.clockOffsetMillis());
    Instant ends = account.accessExpires();
    return ends == null || !serverNow.plus(MARGIN).isBefore(ends);
  }

  Transport transport() {
    return transport;
  }

  /** Gets new tokens, and with them the server's time. */
  void renew() {
    Account account = database.read(Account::require);
    refresh(new ServerApi(transport, account.server()), account);
  }

  private String refresh(ServerApi api, Account account) {
    String used = account.refreshToken();
    if (used == null) {
      throw signedOut();
    }
    Session session = api.refresh(used);
    Account renewed = account(account.server(), session);
    // Whoever has signed out or in since has the last word.
    Account stored =
        database.write(
            connection -> {
              Account present = Account.require(connection);
              return used.equals(present.refreshToken())
                  ? save(connection, renewed, session.serverTime())
                  : present;
            });
    String token = stored.accessToken();
    if (token == null || !ServerApi.isSame(stored.server(), account.server())) {
      throw signedOut();
    }
    return token;
  }

  private static Account save(Connection connection, Account account, Instant serverTime)
      throws SQLException {
    account.save(connection);
    Contact.made(connection, serverTime);
    Departed.forget(connection);
    return account;
  }

  private Account account(String server, Session session) {
    try {
      return Account.of(server, session, clock.instant());
    } catch (IllegalArgumentException e) {
      throw new SyncFailedException("The server gave a session that is not a device's.", e);
    }
  }

  private static NotSignedInException signedOut() {
    return new NotSignedInException(NotSignedInException.NEVER, "Signed out. Sign in to sync.");
  }
}
