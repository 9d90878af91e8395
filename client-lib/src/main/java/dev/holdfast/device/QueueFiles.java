package dev.holdfast.device;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.file.SealedInput;
import dev.holdfast.device.keys.file.SealedOutput;
import dev.holdfast.device.queue.Actions;
import dev.holdfast.device.queue.QueueExport;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.DiskErrors;
import dev.holdfast.device.store.DurableFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Queues in files: compressed, sealed, and there as a whole or not at all. */
final class QueueFiles {
  private QueueFiles() {}

  /** Takes what a file holds. */
  @FunctionalInterface
  interface Taking<T> {
    /** Reads to the end; an {@link UncheckedIOException} if it can't. */
    T from(InputStream in);
  }

  static int write(Database database, Path file, KeyProtection protection, Instant at) {
    if (Files.exists(file)) {
      throw new NotAllowedException(
          "There is a file %s already. Name another one: an export overwrites nothing."
              .formatted(file),
          null);
    }
    try {
      return fill(file.toAbsolutePath(), database, protection, at);
    } catch (IOException e) {
      throw notWritten(file, e);
    } catch (UncheckedIOException e) {
      throw notWritten(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static int fill(Path file, Database database, KeyProtection protection, Instant at)
      throws IOException {
    Path fresh = DurableFiles.fresh(file);
    try {
      int actions = fresh(fresh, database, protection, at);
      DurableFiles.move(fresh, file);
      return actions;
    } catch (IOException | RuntimeException e) {
      // It goes on, whatever it is; but no part of a queue may be left lying about.
      discard(fresh, e);
      throw e;
    }
  }

  private static int fresh(Path fresh, Database database, KeyProtection protection, Instant at)
      throws IOException {
    // The key is wrapped before anybody waits.
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(fresh));
        OutputStream out = new GZIPOutputStream(new SealedOutput(bytes, protection))) {
      return database.write(connection -> handOver(connection, fresh, out, at));
    }
  }

  /**
   * Whoever has the file may send them, so that none of them can be taken back here any more: not
   * before all of it is on the disk, nor later.
   */
  private static int handOver(Connection connection, Path fresh, OutputStream out, Instant at)
      throws SQLException {
    Actions.handOver(connection);
    int actions = QueueExport.write(connection, out, at);
    try {
      out.close();
      DurableFiles.force(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return actions;
  }

  private static void discard(Path fresh, Exception because) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  static <T> T read(Path file, KeyProtection protection, Taking<T> taking) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        SealedInput sealed = new SealedInput(bytes, protection)) {
      return taking.from(new GZIPInputStream(sealed));
    } catch (IOException e) {
      throw notRead(file, e);
    } catch (UncheckedIOException e) {
      throw notRead(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static StoreException notWritten(Path file, IOException e) {
    return DiskErrors.failed(
        "The queue can't be written to " + file, file.toAbsolutePath().resolveSibling(""), e);
  }

  private static StoreException notRead(Path file, IOException e) {
    return new StoreException(
        StoreException.Reason.FAILED,
        "The queue can't be read from %s: %s".formatted(file, e.getMessage()),
        e);
  }
}
