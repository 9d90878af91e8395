package dev.holdfast.device.store;

import dev.holdfast.device.api.CancelledException;
import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One opening of a store at a time, over all processes: who holds this counts attempts, wraps keys
 * and puts files in the place of others. Held for as long as a passphrase is stretched. The
 * operating system frees that of a killed process. For use by one thread.
 */
final class OpeningLock implements AutoCloseable {
  private static final String FILE = "open.lock";
  private static final Duration GLANCE = Duration.ofMillis(50);

  /** Locks of files keep processes apart, not the threads of one; and there must be one channel. */
  private static final Map<Path, ReentrantLock> INSIDE = new ConcurrentHashMap<>();

  private final ReentrantLock inside;
  private final FileChannel channel;

  private OpeningLock(ReentrantLock inside, FileChannel channel) {
    this.inside = inside;
    this.channel = channel;
  }

  /**
   * Waits for it.
   *
   * @throws StoreException if the store's directory can't be written to
   * @throws dev.holdfast.device.api.CancelledException if it is to end before it has it
   */
  static OpeningLock acquire(Path directory, Undertaking undertaking) {
    undertaking.check();
    try {
      Path file = directory.toRealPath().resolve(FILE);
      ReentrantLock inside = INSIDE.computeIfAbsent(file, name -> new ReentrantLock());
      enter(inside, undertaking);
      try {
        return new OpeningLock(inside, locked(file, undertaking));
      } catch (IOException | RuntimeException e) {
        inside.unlock();
        throw e;
      }
    } catch (IOException e) {
      // Who is interrupted can't wait for a lock, and gets this error.
      undertaking.check();
      throw DiskErrors.failed("The store can't be locked", directory, e);
    }
  }

  private static void enter(ReentrantLock inside, Undertaking undertaking) {
    try {
      while (!inside.tryLock(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
        undertaking.check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(e);
    }
  }

  private static FileChannel locked(Path file, Undertaking undertaking) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        // Another process has it. Who is to end is freed by the channel's end.
        try (Watch.Cut cut = undertaking.cutting(() -> cut(channel))) {
          channel.lock();
        }
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void cut(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Reason.FAILED, "The store can't be unlocked: " + e.getMessage(), e);
    } finally {
      inside.unlock();
    }
  }
}
