package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.DeviceStatus;
import dev.holdfast.device.api.NotSignedInException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.api.UnreachableException;
import dev.holdfast.device.protocol.LeaveException;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Packages;
import dev.holdfast.device.sync.EndedEarly;
import dev.holdfast.device.sync.SessionKeeper;
import dev.holdfast.kernel.wire.SignInRequest.DeviceInfo;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device: cases and tables in an encrypted store, work with or without a server, and sync.
 *
 * <pre>{@code
 * try (Holdfast holdfast = Holdfast.open(Path.of("store"), passphrase)) {
 *   holdfast.signIn("https://server.example", "alice", password, "Tablet 7");
 *   holdfast.watch(change -> show(change.cases()));
 *   holdfast.sync();
 *   Performed created = holdfast.create("inspection", Map.of("site", "ANC"));
 *   holdfast.perform(created.caseId(), "arrive", Map.of());
 *   holdfast.sync();
 * }
 * }</pre>
 *
 * <p>Everything but {@link #signIn}, {@link #sync} and {@link #signOut} works without a server. An
 * action is durable when {@link #create} or {@link #perform} returns. Without contact for longer
 * than the {@link #policy} allows, the device locks until the next {@link #sync}: what shows data
 * or performs something throws {@link dev.holdfast.device.api.LockedException}, everything else
 * goes on, and {@link #status} says until when that is. Safe for use by many threads; any number of
 * processes may open the same store. Every error is a {@link
 * dev.holdfast.device.api.HoldfastException}, and after any of them the queue is intact, unless an
 * administrator had the device wiped.
 */
public final class Holdfast extends Syncing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Holdfast.class);

  Holdfast(HoldfastBuilder builder, Database database) {
    super(builder, database, new Packages(), builder.surroundings(database));
    attachments.sweep();
    notices.refresh();
    gate.note();
  }

  /**
   * Opens a store, creating it if there is none.
   *
   * @param directory where it lives
   * @param passphrase opens it; not kept, the caller clears it
   * @throws dev.holdfast.device.api.WrongPassphraseException if it does not open the store; it says
   *     when the next attempt is allowed, and what comes of more wrong ones
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early for another attempt
   * @throws dev.holdfast.device.api.StoreException if the store can't be opened
   */
  public static Holdfast open(Path directory, char[] passphrase) {
    return at(directory).open(passphrase);
  }

  /** Whether there is a store. */
  public static boolean exists(Path directory) {
    return Database.exists(directory);
  }

  /**
   * A store to be opened otherwise: with a clock, a transport or a keeper of its key of one's own;
   * or to be given another passphrase, or repaired.
   */
  public static HoldfastBuilder at(Path directory) {
    return new HoldfastBuilder(directory);
  }

  /**
   * The same as {@link #signIn(String, String, char[], String)}, with a password that nobody can
   * clear.
   */
  public void signIn(String server, String user, String password, String deviceName) {
    signIn(server, user, password.toCharArray(), deviceName);
  }

  /**
   * Signs in, and enrols the device at its first time.
   *
   * @param server the server's URL
   * @param user the user; a store is one user's
   * @param password not kept, the caller clears it; of the text that is sent a copy stays in memory
   *     until that is used for something else
   * @param deviceName what people call the device
   * @throws UnreachableException if the server can't be reached
   * @throws NotSignedInException if user or password is wrong, or an administrator has ended the
   *     device
   * @throws dev.holdfast.device.api.NotAllowedException if the store is another user's, or another
   *     server's and may lock or was ended
   * @throws dev.holdfast.device.api.CancelledException if the thread was interrupted
   */
  public void signIn(String server, String user, char[] password, String deviceName) {
    signIn(server, user, password, deviceName, new Cancellation());
  }

  /**
   * The same as {@link #signIn(String, String, char[], String)}, to be ended early.
   *
   * @param cancellation ends it, as a cut connection would
   * @throws dev.holdfast.device.api.CancelledException if it was cancelled, or the thread
   *     interrupted; the server may have enrolled the device, which does no harm
   */
  public void signIn(
      String server, String user, char[] password, String deviceName, Cancellation cancellation) {
    String platform =
        "%s %s, Java %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    DeviceInfo info = new DeviceInfo(null, deviceName, platform, Version.LIBRARY);
    session.requireOwn(server, policies.effective().lockAfterOffline() != null);
    try {
      EndedEarly.call(
          session, cancellation, clock, own -> own.signIn(server, user, password, info));
    } catch (LeaveException e) {
      throw synchronizer.leave(e);
    }
  }

  /**
   * Ends the session. Data and queue stay, and can be worked with.
   *
   * @return whether the server knows; if not, the session ends there by itself
   * @throws NotSignedInException if an administrator had the device wiped: the store is erased
   * @throws UnreachableException if an administrator has ended the device, and not all that it has
   *     to send could be sent
   */
  public boolean signOut() {
    return signOut(new Cancellation());
  }

  /**
   * The same as {@link #signOut()}, for who may not want to wait for the server.
   *
   * @param cancellation ends the wait; the session ends here all the same
   */
  public boolean signOut(Cancellation cancellation) {
    try {
      return EndedEarly.call(session, cancellation, clock, SessionKeeper::signOut);
    } catch (LeaveException e) {
      NotSignedInException ended = synchronizer.leave(e);
      if (e.leave().wipe()) {
        throw ended;
      }
      session.end();
      return true;
    }
  }

  /** Where the device stands. */
  public DeviceStatus status() {
    return Status.of(database, synchronizer, gate);
  }

  /** Closes the store. A sync that goes on fails. Who is subscribed is told the end. */
  @Override
  public void close() {
    observations.close();
    try {
      meter.write(database);
    } catch (StoreException e) {
      LOG.debug("The store is gone, with what it has counted.", e);
    }
    try {
      database.close();
    } finally {
      observers.close();
      states.close();
    }
  }
}
