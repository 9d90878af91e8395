package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps two processes from running a server in one data directory. The system releases the lock
 * when its process ends, however that happens.
 */
final class DataLock implements AutoCloseable {
  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, waiting for a server that is just stopping.
   *
   * @throws CommandException if another process keeps it
   */
  static DataLock acquire(DataDirectory data, Duration patience) throws CommandException {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (Waiting.until(patience, () -> tryLock(channel))) {
        return new DataLock(channel);
      }
      channel.close();
    } catch (IOException | UncheckedIOException e) {
      throw new CommandException(
          ExitCode.FAILED, "Can't lock %s: %s".formatted(data.lockFile(), e.getMessage()), e);
    }
    throw new CommandException(
        ExitCode.FAILED,
        "Another holdfast up is at work in %s. See holdfast status, or call holdfast down first."
            .formatted(data.root()));
  }

  /** Takes the lock; the channel keeps it until it is closed. */
  private static boolean tryLock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
