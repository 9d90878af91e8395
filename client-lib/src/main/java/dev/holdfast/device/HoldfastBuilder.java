package dev.holdfast.device;

import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.StoreKey;
import dev.holdfast.device.sync.Sleeper;
import dev.holdfast.device.sync.Synchronizer;
import dev.holdfast.device.transport.HttpTransport;
import dev.holdfast.device.transport.Transport;
import dev.holdfast.kernel.policy.PolicyValues;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What a device is made of; everything but the directory has a default. */
public final class HoldfastBuilder {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(60);

  private final Path directory;
  private Transport transport = new HttpTransport(CONNECT, READ);
  private Clock clock = Clock.systemUTC();
  private RandomGenerator random = new SecureRandom();
  private long mostBytes = Long.MAX_VALUE;
  private PolicyValues asked = PolicyValues.NONE;
  private OptionalLong idleLog = OptionalLong.empty();
  private Sleeper sleeper = duration -> Thread.sleep(duration.toMillis());

  HoldfastBuilder(Path directory) {
    this.directory = directory;
  }

  /** How the server is talked to; by default HTTP with 10 s to connect and 60 s of silence. */
  public HoldfastBuilder transport(Transport value) {
    transport = value;
    return this;
  }

  /** The device's clock; by default the system's. */
  public HoldfastBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** Makes ids unique and spreads retries; by default secure. */
  public HoldfastBuilder random(RandomGenerator value) {
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
   * Largest size of the store's file in bytes; beyond it the store is full. Unlimited by default.
   */
  public HoldfastBuilder atMost(long bytes) {
    mostBytes = bytes;
    return this;
  }

  /** Moves a log that is larger into the store's file by itself: for tests with little data. */
  HoldfastBuilder moveLogBeyond(long bytes) {
    idleLog = OptionalLong.of(bytes);
    return this;
  }

  /**
   * Opens the store, creating it if there is none.
   *
   * @param passphrase not kept; the caller clears it
   * @throws dev.holdfast.device.api.WrongPassphraseException if it does not open the store
   * @throws dev.holdfast.device.api.StoreException if the store can't be opened
   */
  public Holdfast open(char[] passphrase) {
    return open(StoreKey.passphrase(passphrase));
  }

  /**
   * Opens the store with a key instead of a passphrase; else as {@link #open(char[])}.
   *
   * @param key 32 random bytes, kept by the application, for example in the operating system's key
   *     store; not kept here, the caller clears it
   */
  public Holdfast openWithKey(byte[] key) {
    return open(StoreKey.key(key));
  }

  private Holdfast open(StoreKey.Source key) {
    Database database =
        idleLog.isPresent()
            ? Database.open(directory, key, mostBytes, idleLog.getAsLong())
            : Database.open(directory, key, mostBytes);
    return new Holdfast(this, database);
  }

  Transport transport() {
    return transport;
  }

  Synchronizer.Surroundings surroundings() {
    return new Synchronizer.Surroundings(clock, random, sleeper, asked);
  }
}
