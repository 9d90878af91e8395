package dev.holdfast.device;

import dev.holdfast.device.api.Cancellation;
import dev.holdfast.device.api.ConnectionKind;
import dev.holdfast.device.api.ConnectionSource;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.Repair;
import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.store.Caretaker;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.Removal;
import dev.holdfast.device.store.Undertaking;
import dev.holdfast.device.sync.CountingTransport;
import dev.holdfast.device.sync.Farewells;
import dev.holdfast.device.sync.Gate;
import dev.holdfast.device.sync.Meter;
import dev.holdfast.device.sync.PatientTransport;
import dev.holdfast.device.sync.Permits;
import dev.holdfast.device.sync.Policies;
import dev.holdfast.device.sync.SegmentEncoding;
import dev.holdfast.device.sync.SessionKeeper;
import dev.holdfast.device.sync.Surroundings;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.policy.PolicyValues;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a device is made of; everything but the directory has a default. */
public final class HoldfastBuilder {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(60);

  private final Path directory;
  private Transport transport = new HttpTransport(CONNECT, READ);
  private StoreEngine engine = StoreEngine.jdbc();
  private Clock clock = Clock.systemUTC();
  private Random random = new SecureRandom();
  private @Nullable String owner;
  private long mostBytes = Long.MAX_VALUE;
  private PolicyValues asked = PolicyValues.NONE;
  private long idleLog = Database.IDLE_LOG_BYTES;
  private LongSupplier nanos = System::nanoTime;
  private Executor executor = ObserverThread.make();
  private Consumer<? super Progress> progress = reached -> {};
  private Cancellation cancellation = new Cancellation();
  private ConnectionSource connection = () -> ConnectionKind.UNKNOWN;
  private SegmentEncoding.Probe zstd = SegmentEncoding::probe;
  private Sleeper sleeper = duration -> Thread.sleep(duration.toMillis());

  HoldfastBuilder(Path directory) {
    this.directory = directory;
  }

  /** Whose store it is, from before its first sign-in; by default who signs in first. */
  HoldfastBuilder owner(String user) {
    owner = user;
    return this;
  }

  /** How the server is talked to; by default HTTP with 10 s to connect and 60 s of silence. */
  public HoldfastBuilder transport(Transport value) {
    transport = value;
    return this;
  }

  /** By what the store's file is opened; by default that of the Java virtual machine. */
  public HoldfastBuilder engine(StoreEngine value) {
    engine = value;
    return this;
  }

  /** The device's clock; by default the system's. */
  public HoldfastBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** Makes ids unique and spreads retries; by default secure. */
  public HoldfastBuilder random(Random value) {
    random = value;
    return this;
  }

  /** Waits between attempts; by default sleeps. */
  public HoldfastBuilder sleeper(Sleeper value) {
    sleeper = value;
    return this;
  }

  /**
   * Restricts the administrators' policy: less often, later, in smaller batches. Never the other
   * way; what is not stricter than theirs has no effect. Nothing by default.
   */
  public HoldfastBuilder restrict(PolicyValues values) {
    asked = values;
    return this;
  }

  /**
   * Knows what the connection is, so that the {@link Holdfast#policy} for metered ones can be
   * obeyed, nothing is tried where there is none, and what went over which is counted. When it
   * changes, say {@link Holdfast#connectionChanged}. By default nobody knows.
   */
  public HoldfastBuilder connection(ConnectionSource value) {
    connection = value;
    return this;
  }

  /**
   * Largest size of the store's file in bytes; beyond it the store is full. Unlimited by default.
   */
  public HoldfastBuilder atMost(long bytes) {
    mostBytes = bytes;
    return this;
  }

  /**
   * Who calls the subscribers of {@link Holdfast#changes} and {@link Holdfast#syncStates}, for
   * example the thread of a user interface. By default a thread of the library's own.
   */
  public HoldfastBuilder observeOn(Executor value) {
    executor = value;
    return this;
  }

  /**
   * Told how far opening, repairing or changing who keeps the key is: of worth with old stores,
   * which are encrypted anew, and with damaged ones. What it throws is logged.
   */
  public HoldfastBuilder progress(Consumer<? super Progress> listener) {
    progress = listener;
    return this;
  }

  /**
   * Ends opening, repairing or changing who keeps the key, where a cut would do no harm: with a
   * {@link dev.holdfast.device.api.CancelledException}, and the store as it was or as it was to be.
   * Of no effect on the opened store.
   */
  public HoldfastBuilder cancellation(Cancellation value) {
    cancellation = value;
    return this;
  }

  /** Moves a log that is larger into the store's file by itself: for tests with little data. */
  HoldfastBuilder moveLogBeyond(long bytes) {
    idleLog = bytes;
    return this;
  }

  /** Tries whether zstd can be read: for tests of what comes where it can't. */
  HoldfastBuilder zstd(SegmentEncoding.Probe value) {
    zstd = value;
    return this;
  }

  /**
   * Counts nanoseconds, from anywhere and only forward: by this a device that may lock knows how
   * much time has passed since the store was opened, whatever becomes of its clock. By default
   * {@link System#nanoTime}, which stands still on many systems while the device sleeps, so that a
   * clock that is put back gains the time asleep. On Android give {@code
   * SystemClock::elapsedRealtimeNanos}, which counts that too.
   */
  public HoldfastBuilder elapsed(LongSupplier value) {
    nanos = value;
    return this;
  }

  /**
   * Opens the store, creating it if there is none.
   *
   * @param passphrase not kept; the caller clears it
   * @throws dev.holdfast.device.api.WrongPassphraseException if it does not open the store; it says
   *     when the next attempt is allowed, and what comes of more wrong ones
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early for another attempt
   * @throws dev.holdfast.device.api.StoreException if the store can't be opened
   */
  public Holdfast open(char[] passphrase) {
    return open(KeyProtection.passphrase(passphrase));
  }

  /**
   * Opens the store with a key instead of a passphrase; else as {@link #open(char[])}.
   *
   * @param key 32 random bytes, kept by the application; not kept here, the caller clears it
   */
  public Holdfast openWithKey(byte[] key) {
    return open(KeyProtection.key(key));
  }

  /**
   * Opens the store with a key that somebody else keeps, such as the operating system's key store;
   * else as {@link #open(char[])}.
   */
  public Holdfast open(KeyProtection protection) {
    Database database = database(protection);
    try {
      return new Holdfast(this, database);
    } catch (RuntimeException e) {
      // Whatever it is goes on; but nobody was given what would have to be closed.
      database.close();
      throw e;
    }
  }

  private Database database(KeyProtection protection) {
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      Database.Limits limits = new Database.Limits(mostBytes, idleLog);
      return Database.open(engine, directory, protection, clock, limits, undertaking);
    } catch (StoreException e) {
      if (e.reason() == StoreException.Reason.WIPED) {
        // Its server may not know yet that it was erased, and nothing else calls it any more.
        Farewells.tell(directory, transport);
      }
      throw e;
    }
  }

  /**
   * Gives the store another passphrase. It costs one small file: no data is written or fetched
   * anew, and who has the store open notices nothing. Cut anywhere, one of the two opens it.
   *
   * @param current opens the store until now; not kept, the caller clears it
   * @param next opens it from now on; not kept, the caller clears it
   * @throws IllegalArgumentException if the new one is empty
   * @throws dev.holdfast.device.api.WrongPassphraseException if the present one is wrong; it counts
   *     as an attempt to open the store
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early for another attempt
   * @throws dev.holdfast.device.api.StoreException if there is no store, or it can't be opened
   */
  public void changePassphrase(char[] current, char[] next) {
    if (next.length == 0) {
      throw new IllegalArgumentException("A passphrase can't be empty.");
    }
    changeProtection(KeyProtection.passphrase(current), KeyProtection.passphrase(next));
  }

  /**
   * Gives the store's key to another keeper, for example to the operating system's key store
   * instead of a passphrase; else as {@link #changePassphrase}.
   */
  public void changeProtection(KeyProtection current, KeyProtection next) {
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      new Caretaker(engine, directory, clock, undertaking).protect(current, next);
    }
  }

  /**
   * Checks a store that nobody has open, and repairs it if it is damaged: a new one takes its
   * place, with the same passphrase, the device's identity and all actions of the queue that can be
   * read. The next sync fetches the rest. Cut anywhere, it begins again or is done.
   *
   * @param passphrase not kept; the caller clears it
   * @return what was wrong, what was saved, and what is lost, if anything; the same again until
   *     {@link Holdfast#acknowledgeRepair}, so that a cut hides nothing
   * @throws dev.holdfast.device.api.WrongPassphraseException if it does not open the store
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early for another attempt
   * @throws dev.holdfast.device.api.StoreException if there is no store, it is open ({@code BUSY}),
   *     or nothing of it can be read: its key is lost, or the file is another store's
   */
  public Repair repair(char[] passphrase) {
    return repair(KeyProtection.passphrase(passphrase));
  }

  /** Repairs a store whose key somebody else keeps; else as {@link #repair(char[])}. */
  public Repair repair(KeyProtection protection) {
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      return new Caretaker(engine, directory, clock, undertaking).repair(protection);
    }
  }

  Executor executor() {
    return executor;
  }

  /**
   * Removes a store that nobody has open, or what is left of one that was wiped; no passphrase is
   * needed for that. Its key goes first, then every byte. Killed anywhere, the store is whole, or
   * nothing can be done with it but to remove it again.
   *
   * @param force also if actions that were not sent go with it, or nobody knows; or if it was wiped
   *     and its server has not heard so
   * @throws dev.holdfast.device.api.NotAllowedException if something would be lost, and without
   *     {@code force}
   * @throws dev.holdfast.device.api.StoreException if there is no store, or it is open ({@code
   *     BUSY})
   */
  public void remove(boolean force) {
    Farewells.tell(directory, transport);
    try (Undertaking undertaking = new Undertaking(progress, cancellation, clock)) {
      Removal.perform(directory, force, undertaking);
    }
  }

  SessionKeeper session(Database database, Meter meter) {
    Transport counting = new CountingTransport(transport, meter);
    return new SessionKeeper(database, new PatientTransport(counting, sleeper), clock, owner);
  }

  Surroundings surroundings(Database database) {
    Policies policies = new Policies(database, asked);
    Permits permits = new Permits(connection, policies);
    return new Surroundings(
        clock,
        random,
        sleeper,
        policies,
        new Gate(database, policies, clock, nanos),
        new Surroundings.Connected(
            permits, new Meter(clock, permits::last), SegmentEncoding.best(zstd)));
  }
}
