package dev.holdfast.device;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.SealedInput;
import dev.holdfast.device.keys.SealedOutput;
import dev.holdfast.device.queue.QueueExport;
import dev.holdfast.device.store.Database;
import dev.holdfast.device.store.DurableFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path fresh = DurableFiles.fresh(file.toAbsolutePath());
    try {
      int actions = fill(fresh, database, protection, at);
      DurableFiles.force(fresh);
      DurableFiles.move(fresh, file.toAbsolutePath());
      return actions;
    } catch (IOException e) {
      throw discarded(fresh, notWritten(file, e));
    } catch (UncheckedIOException e) {
      throw discarded(fresh, notWritten(file, Objects.requireNonNull(e.getCause())));
    } catch (RuntimeException e) {
      throw discarded(fresh, e);
    }
  }

  private static RuntimeException discarded(Path fresh, RuntimeException failure) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private static int fill(Path fresh, Database database, KeyProtection protection, Instant at)
      throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(
            new SealedOutput(new BufferedOutputStream(Files.newOutputStream(fresh)), protection))) {
      return database.read(connection -> QueueExport.write(connection, out, at));
    }
  }

  static <T> T read(Path file, KeyProtection protection, Taking<T> taking) {
    try (SealedInput sealed =
        new SealedInput(new BufferedInputStream(Files.newInputStream(file)), protection)) {
      return taking.from(new GZIPInputStream(sealed));
    } catch (IOException e) {
      throw notRead(file, e);
    } catch (UncheckedIOException e) {
      throw notRead(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static StoreException notWritten(Path file, IOException e) {
    return DurableFiles.failed("The queue can't be written to " + file, e);
  }

  private static StoreException notRead(Path file, IOException e) {
    return DurableFiles.failed("The queue can't be read from " + file, e);
  }
}
