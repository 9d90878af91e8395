package dev.holdfast.cli.local;

import dev.holdfast.cli.CommandException;
import dev.holdfast.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;

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
   * @throws TakenException if another process keeps it
   * @throws CommandException if the lock file can't be written
   */
  static DataLock acquire(DataDirectory data, Duration patience) throws CommandException {
    try {
      FileChannel channel =
          FileChannel.open(data.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (Waiting.until(patience, () -> tryLock(channel))) {
        return new DataLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw failed(data, e);
    } catch (UncheckedIOException e) {
      throw failed(data, Objects.requireNonNull(e.getCause()));
    }
    throw new TakenException(data);
  }

  private static CommandException failed(DataDirectory data, IOException cause) {
    return DiskFailure.of("Can't lock " + data.lockFile(), data.root(), cause);
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

  /** Another process keeps the lock. */
  static final class TakenException extends CommandException {
    private static final long serialVersionUID = 1;

    private TakenException(DataDirectory data) {
      super(
          ExitCode.FAILED,
          "Another holdfast up is at work in %s. See holdfast status, or call holdfast down first."
              .formatted(data.root()));
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
