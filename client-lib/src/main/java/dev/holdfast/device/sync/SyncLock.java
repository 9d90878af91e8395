package dev.holdfast.device.sync;

import dev.holdfast.device.api.Sleeper;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.store.DiskErrors;
import dev.holdfast.device.store.Undertaking;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One sync at a time per store, over all processes. The operating system frees the lock of a killed
 * process, so nothing can stay stuck.
 */
final class SyncLock implements AutoCloseable {
  private static final String FILE = "sync.lock";
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS = 300;

  /**
   * What this process holds. A POSIX system takes a process's lock on a file when that closes any
   * channel of it, so there must never be a second one; and locks keep processes apart, not the
   * doors of one process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private SyncLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws StoreException {@code BUSY} if another sync goes on for a minute
   * @throws dev.holdfast.device.api.CancelledException if it is to end before
   */
  static SyncLock acquire(Path directory, Sleeper sleeper, Undertaking undertaking) {
    undertaking.check();
    try {
      Path file = directory.toRealPath().resolve(FILE);
      for (int i = 0; i < STEPS; i++) {
        SyncLock lock = HELD.add(file) ? tryLock(file) : null;
        if (lock != null) {
          return lock;
        }
        undertaking.sleep(sleeper::sleep, STEP);
      }
    } catch (IOException e) {
      // Who is interrupted can't open a channel, and gets this error.
      undertaking.check();
      throw DiskErrors.failed("The store can't be locked", directory, e);
    }
    throw new StoreException(
        StoreException.Reason.BUSY, "Another sync of this store is under way.", null);
  }

  /** The lock of a file that this process is marked as holding; without it, it no longer is. */
  private static @Nullable SyncLock tryLock(Path file) throws IOException {
    SyncLock lock = null;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock = channel.tryLock() == null ? null : new SyncLock(file, channel);
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
    } catch (OverlappingFileLockException e) {
      // Held by another copy of this library in this process.
      return null;
    } finally {
      if (lock == null) {
        HELD.remove(file);
      }
    }
    return lock;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be unlocked: " + e.getMessage(), e);
    } finally {
      HELD.remove(file);
    }
  }
}
