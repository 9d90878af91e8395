package dev.holdfast.device.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves what is in the write-ahead log into the store's file when nobody has written for a moment,
 * or when there is much of it. SQLite would have whoever commits do it, every megabytes: a full
 * synchronization would wait for each page to be written twice. A passive checkpoint waits for
 * nobody and nobody for it. There is a thread only while there is something to move. Without it
 * everything works, and writers move a log that has grown too large. Safe for use by many threads.
 */
final class LogMover implements AutoCloseable {
  /** {@link Connections} cuts a moved log back to this size. */
  static final int LEFT_BYTES = 4 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(LogMover.class);

  /** A log up to this size is not moved; frames of the log are a little larger than pages. */
  static final long IDLE_BYTES = LEFT_BYTES + 256 * 1024;

  /** A log so many times as large, some 64 MiB, is moved while it is being written. */
  private static final int MUCH = 15;

  private static final Duration QUIET = Duration.ofMillis(300);

  /** Who writes all the time is not waited for more often than this. */
  private static final int PATIENCE = 10;

  private final Path directory;
  private final Path log;
  private final Connections connections;
  private final long idleBytes;
  private @Nullable Thread thread;
  private long writes;
  private boolean wanted;
  private boolean closed;

  LogMover(Path directory, Connections connections, long idleBytes) {
    this.directory = directory;
    this.connections = connections;
    this.idleBytes = idleBytes;
    this.log = directory.resolve(Database.FILE + StoreFiles.LOG);
  }

  /** Something was written. */
  void nudge() {
    if (size() <= idleBytes) {
      return;
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      wanted = true;
      writes++;
      if (thread == null) {
        start();
      }
    }
  }

  /** What was written is committed, so that no thread is no reason to fail: writers do the work. */
  private void start() {
    Thread mover = new Thread(this::run, "holdfast-log");
    mover.setDaemon(true);
    try {
      mover.start();
      thread = mover;
    } catch (OutOfMemoryError e) {
      LOG.debug("There is no thread to move the log; writers do it.", e);
    }
  }

  private long size() {
    try {
      return Files.size(log);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      LOG.debug("The size of the log can't be read.", e);
      return 0;
    }
  }

  private void run() {
    try {
      while (awaitTurn()) {
        move();
      }
    } finally {
      ended();
    }
  }

  /** Returns when it is time to move the log; false when there is nothing to be moved any more. */
  private synchronized boolean awaitTurn() {
    try {
      long before = -1;
      for (int i = 0; i < PATIENCE && wanted && !closed && writes != before; i++) {
        before = writes;
        if (size() < MUCH * idleBytes) {
          wait(QUIET.toMillis());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The thread that moves the log is interrupted; writers do it.", e);
      closed = true;
    }
    boolean turn = wanted && !closed && !Erasure.isOrdered(directory);
    wanted = false;
    if (!turn) {
      ended();
    }
    return turn;
  }

  private void move() {
    try (Connection connection = connections.open(false)) {
      // How far it comes depends on who reads and writes; the rest is for the next time.
      Sql.number(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException | RuntimeException e) {
      LOG.debug("The log was not moved; writers do it when it has grown further.", e);
    }
  }

  private synchronized void ended() {
    if (thread == Thread.currentThread()) {
      thread = null;
      notifyAll();
    }
  }

  /** Waits for what is being moved. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    boolean interrupted = false;
    while (thread != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
