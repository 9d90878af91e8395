package dev.holdfast.device;

import dev.holdfast.device.api.NotAllowedException;
import dev.holdfast.device.api.Progress;
import dev.holdfast.device.api.StoreException;
import dev.holdfast.device.keys.KeyProtection;
import dev.holdfast.device.keys.file.SealedInput;
import dev.holdfast.device.keys.file.SealedOutput;
import dev.holdfast.device.store.DiskErrors;
import dev.holdfast.device.store.DurableFiles;
import dev.holdfast.device.store.Undertaking;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Fills a file. */
  @FunctionalInterface
  interface Filling<T> {
    /**
     * Writes; an {@link UncheckedIOException} if it can't.
     *
     * @param end brings all of it to the disk, to be called once, when it is written
     */
    T into(OutputStream out, Runnable end) throws IOException;
  }

  static <T> T write(Path file, KeyProtection protection, Filling<T> filling) {
    if (Files.exists(file)) {
      throw new NotAllowedException(
          "There is a file %s already. Name another one: an export overwrites nothing."
              .formatted(file),
          null);
    }
    try {
      return fill(file.toAbsolutePath(), protection, filling);
    } catch (IOException e) {
      throw notWritten(file, e);
    } catch (UncheckedIOException e) {
      throw notWritten(file, Objects.requireNonNull(e.getCause()));
    }
  }

  private static <T> T fill(Path file, KeyProtection protection, Filling<T> filling)
      throws IOException {
    Path fresh = DurableFiles.fresh(file);
    try {
      T result = fresh(fresh, protection, filling);
      DurableFiles.move(fresh, file);
      return result;
    } catch (IOException | RuntimeException e) {
      // It goes on, whatever it is; but no part of a queue may be left lying about.
      discard(fresh, e);
      throw e;
    }
  }

  private static <T> T fresh(Path fresh, KeyProtection protection, Filling<T> filling)
      throws IOException {
    // The key is wrapped before anybody waits.
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(fresh));
        OutputStream out = new GZIPOutputStream(new SealedOutput(bytes, protection))) {
      return filling.into(out, () -> end(out, fresh));
    }
  }

  private static void end(OutputStream out, Path fresh) {
    try {
      out.close();
      DurableFiles.force(fresh);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void discard(Path fresh, Exception because) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  static <T> T read(
      Path file, KeyProtection protection, Undertaking undertaking, Taking<T> taking) {
    try (InputStream bytes = new BufferedInputStream(new Watched(file, undertaking));
        SealedInput sealed = new SealedInput(bytes, protection)) {
      return taking.from(new GZIPInputStream(sealed));
    } catch (IOException e) {
      throw notRead(file, e);
    } catch (UncheckedIOException e) {
      throw notRead(file, Objects.requireNonNull(e.getCause()));
    }
  }

  /** A file that is read as long as nobody wants that to end, and says how far. */
  private static final class Watched extends FilterInputStream {
    private final Undertaking undertaking;
    private long count;

    Watched(Path file, Undertaking undertaking) throws IOException {
      super(Files.newInputStream(file));
      this.undertaking = undertaking;
      undertaking.begin(Progress.Stage.IMPORTING, Undertaking.UNKNOWN, Files.size(file));
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      undertaking.check();
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      undertaking.reached(0, count);
      return read;
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
