package dev.holdfast.device.sync;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One sync at a time per store, over all processes. The operating system frees the lock of a killed
 * process, so nothing can stay stuck.
 */
final class SyncLock implements AutoCloseable {
  private static final String FILE = "sync.lock";
  private static final Duration STEP = Duration.ofMillis(200);
  private static final int STEPS = 300;

  private final FileChannel channel;

  private SyncLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @throws StoreException {@code BUSY} if another sync goes on for a minute
   */
  static SyncLock acquire(Path directory, Sleeper sleeper) {
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (int i = 0; i < STEPS; i++) {
        if (tryLock(channel) != null) {
          return new SyncLock(channel);
        }
        sleeper.sleep(STEP);
      }
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be locked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(
        StoreException.Reason.BUSY, "Another sync of this store is under way.", null);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process, through another door to the same store.
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be unlocked: " + e.getMessage(), e);
    }
  }
}
