package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The stores that this process has open. A POSIX system takes all locks that a process has on a
 * file when it closes any handle of that file, SQLite's too; another process would then take itself
 * for the last one and remove the log under those that still write to it. So nothing but SQLite
 * opens a store's file while it is in here. Safe for use by many threads.
 */
final class Doors {
  private static final Map<Path, Integer> OPEN = new HashMap<>();

  /** The bytes that SQLite locks; who has a file open holds at least one of them. */
  private static final long LOCK_POSITION = 0x4000_0000L;

  private static final long LOCK_BYTES = 512;

  private Doors() {}

  /** A store's file in use; not for use by several threads. */
  static final class Door implements AutoCloseable {
    private final Path file;
    private boolean closed;

    private Door(Path file) {
      this.file = file;
    }

    /** To be called when every connection to the file is closed. */
    @Override
    public void close() {
      synchronized (OPEN) {
        if (!closed) {
          closed = true;
          OPEN.computeIfPresent(file, (name, doors) -> doors == 1 ? null : doors - 1);
        }
      }
    }
  }

  /**
   * Before a store's file is opened.
   *
   * @throws StoreException if there is no such directory
   */
  static Door enter(Path file) {
    synchronized (OPEN) {
      Path real = real(file);
      OPEN.merge(real, 1, Integer::sum);
      return new Door(real);
    }
  }

  /**
   * Makes sure that nobody has a store's file open, so that it may be read and replaced. Whoever
   * opens it waits for the {@link OpeningLock}, which the caller holds.
   *
   * @throws StoreException {@code BUSY} if somebody has
   */
  static void requireNone(Path file) {
    if (isOpen(file)) {
      throw new StoreException(
          StoreException.Reason.BUSY,
          "The store is open. Close it everywhere, also in other processes, and try again.",
          null);
    }
  }

  /** Whether somebody has a store's file open; for use under the {@link OpeningLock}. */
  static boolean isOpen(Path file) {
    synchronized (OPEN) {
      return OPEN.containsKey(real(file)) || isLocked(file);
    }
  }

  private static boolean isLocked(Path file) {
    if (Files.notExists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock(LOCK_POSITION, LOCK_BYTES, false)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** One name for a file, whether it exists or not. */
  private static Path real(Path file) {
    try {
      return Files.exists(file)
          ? file.toRealPath()
          : file.resolveSibling("").toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StoreException unreadable(Path file, IOException e) {
    return new StoreException(StoreException.Reason.FAILED, "The store can't be read: " + file, e);
  }
}
