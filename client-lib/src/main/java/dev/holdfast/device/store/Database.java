package dev.holdfast.device.store;

import dev.holdfast.device.api.HoldfastException;
import dev.holdfast.device.api.Integrity;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.engine.StoreEngine;
import dev.holdfast.device.keys.KeyProtection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The store's file and the connections to it. One connection writes, each transaction under a lock
 * of this process and, by {@code BEGIN IMMEDIATE}, of the file: any number of processes may share a
 * store, they wait for each other for some seconds at most. Readers see the last committed state
 * and are never blocked (WAL). A committed transaction survives a power cut ({@code
 * synchronous=FULL}). Safe for use by many threads. After a failed transaction the store is as
 * before it.
 */
public final class Database implements AutoCloseable {
  /** The store's file. */
  static final String FILE = "holdfast.db";

  /** A log up to this size is not moved into the file by itself. */
  public static final long IDLE_LOG_BYTES = LogMover.IDLE_BYTES;

  private final Path directory;
  private final Doors.Door door;
  private final Connections connections;
  private final LogMover mover;
  private final Writer writer;
  private final Readers readers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Database(
      Path directory, Doors.Door door, Connections connections, Connection writes, LogMover mover) {
    this.directory = directory;
    this.door = door;
    this.connections = connections;
    this.mover = mover;
    this.readers = new Readers(connections, this::gone);
    this.writer = new Writer(writes, this::requireUsable, mover::nudge);
  }

  /** Something to do with a connection inside a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; whatever it throws rolls the transaction back. */
    T with(Connection connection) throws SQLException;
  }

  /**
   * What may become how large.
   *
   * @param mostBytes largest size of the store's file; beyond it the store is full
   * @param idleBytes a log up to this size is not moved into the file by itself; a test makes it
   *     small, so that little data is moved
   */
  public record Limits(long mostBytes, long idleBytes) {}

  /** Whether a directory holds a store, or what is left of one that was erased by order. */
  public static boolean exists(Path directory) {
    return Files.exists(directory.resolve(FILE))
        || Files.exists(directory.resolve(KeyFile.FILE))
        || Erasure.isOrdered(directory);
  }

  /**
   * Opens the store, creating or upgrading it, by the engine of the Java virtual machine and the
   * system's clock; else as {@link #open(StoreEngine, Path, KeyProtection, Clock, Limits,
   * Undertaking)}.
   */
  public static Database open(Path directory, KeyProtection protection, long mostBytes) {
    Clock clock = Clock.systemUTC();
    try (Undertaking undertaking = Undertaking.unseen(clock)) {
      Limits limits = new Limits(mostBytes, IDLE_LOG_BYTES);
      return open(StoreEngine.jdbc(), directory, protection, clock, limits, undertaking);
    }
  }

  /**
   * Opens the store, creating or upgrading it.
   *
   * @param engine opens its file
   * @param directory where the store lives; created if it does not exist
   * @param protection keeps its key; not used afterwards
   * @param clock says whether it is too early for another attempt
   * @param limits what may become how large
   * @param undertaking told how far it is, and may end it where nothing is half done
   * @throws dev.holdfast.device.api.WrongPassphraseException if the secret is the wrong one
   * @throws dev.holdfast.device.api.TooManyAttemptsException if it is too early to try one
   * @throws StoreException if the store can't be opened, is of a newer version, or was erased; an
   *     erasure that was killed is ended first
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  public static Database open(
      StoreEngine engine,
      Path directory,
      KeyProtection protection,
      Clock clock,
      Limits limits,
      Undertaking undertaking) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw DiskErrors.failed("The store's directory can't be made", directory, e);
    }
    try (OpeningLock lock = OpeningLock.acquire(directory, undertaking)) {
      Erasure.check(directory);
      StoreKey key = new Opening(engine, directory, clock, undertaking).key(protection);
      Connections connections =
          new Connections(engine, directory.resolve(FILE), key, limits.mostBytes());
      return enter(directory, connections, limits.idleBytes(), undertaking);
    }
  }

  private static Database enter(
      Path directory, Connections connections, long idleBytes, Undertaking undertaking) {
    Doors.Door door = Doors.enter(connections.file());
    try {
      Database database =
          new Database(
              directory,
              door,
              connections,
              connections.open(false),
              new LogMover(directory, connections, idleBytes));
      database.upgrade(undertaking);
      return database;
    } catch (SQLException e) {
      connections.key().clear();
      door.close();
      throw connections.errors().translate(e, directory);
    } catch (RuntimeException e) {
      connections.key().clear();
      door.close();
      throw e;
    }
  }

  /** Closes it if that fails. */
  private void upgrade(Undertaking undertaking) throws SQLException {
    try {
      if (!Schema.isCurrent(writer.connection())) {
        undertaking.begin(Progress.Stage.UPGRADING);
        write(Schema::upgrade);
      }
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Writes in one transaction.
   *
   * @throws StoreException if the store can't do it, or is closed; nothing of it happened
   */
  public <T> T write(Work<T> work) {
    return translated(() -> writer.write(work));
  }

  /**
   * Writes what can be fetched again, in one transaction. A power cut may take the last of these
   * back, always as a whole; the next {@link #write} makes all before it durable.
   *
   * @throws StoreException if the store can't do it; nothing of it happened
   */
  public <T> T stage(Work<T> work) {
    return translated(() -> writer.stage(work));
  }

  /**
   * Writes in one transaction if nobody else is writing.
   *
   * @return whether it was done; if not, nothing of it happened
   * @throws StoreException if the store can't do it
   */
  public boolean writeIfFree(Work<?> work) {
    return translated(() -> writer.writeIfFree(work));
  }

  /**
   * Reads one consistent state.
   *
   * @throws StoreException if the store can't do it
   */
  public <T> T read(Work<T> work) {
    requireUsable();
    return translated(() -> readers.read(work));
  }

  /**
   * Checks the store's file.
   *
   * @throws StoreException if the store can't do it
   * @throws dev.holdfast.device.api.CancelledException if it is to end
   */
  public Integrity check(Undertaking undertaking) {
    return read(connection -> new Checking(connections.errors()).of(connection, undertaking));
  }

  /**
   * Tells from now on whether anybody writes; to be closed before this.
   *
   * @throws StoreException if the store can't do it
   */
  public Changes changes() {
    requireUsable();
    return translated(() -> new Changes(connections.errors(), connections.open(true)));
  }

  /** Uses a connection. */
  @FunctionalInterface
  private interface Use<T> {
    T now() throws SQLException;
  }

  private <T> T translated(Use<T> use) {
    try {
      return use.now();
    } catch (SQLException e) {
      throw translated(e);
    } catch (SqlFailure e) {
      throw translated(e.error());
    }
  }

  private HoldfastException translated(SQLException e) {
    requireUsable();
    return connections.errors().translate(e, directory);
  }

  /** By what its file is opened. */
  public StoreEngine engine() {
    return connections.engine();
  }

  /** Directory of the store. */
  public Path directory() {
    return directory;
  }

  /**
   * Erases the store for good, key first, in every process that has it open. Killed in the middle,
   * it is ended by whoever opens the store next. Afterwards nothing can be done with it.
   *
   * @param farewell what is to be said of it afterwards
   * @throws StoreException if something could not be erased; opening it tries again
   */
  public void erase(Farewell farewell) {
    Erasure.order(directory, Erasure.Cause.ADMINISTRATOR, farewell);
    try {
      close();
    } finally {
      Erasure.perform(directory);
    }
  }

  /** Another process may have erased the store under this one, which could still write to it. */
  private void requireUsable() {
    if (Erasure.isOrdered(directory)) {
      throw Erasure.erased(directory);
    }
    readers.requireOpen();
  }

  /**
   * Closes it; a transaction that is under way is waited for, who reads is not. Of no effect if it
   * is closed.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    mover.close();
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw connections.errors().translate(e, directory);
    } finally {
      readers.release();
    }
  }

  /** Nobody uses a connection any more. */
  private void gone() {
    connections.key().clear();
    door.close();
  }
}
