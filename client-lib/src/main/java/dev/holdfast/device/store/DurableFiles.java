package dev.holdfast.device.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Small files beside the store that are there as a whole, also after a power cut. A thread that is
 * interrupted writes them all the same, and stays interrupted.
 */
public final class DurableFiles {
  private static final String NEW = ".tmp";

  private DurableFiles() {}

  /** Puts a file in the place of another; after a cut there is the one or the other. */
  static void replace(Path file, byte[] content) throws IOException {
    Path fresh = written(file, content, true);
    move(fresh, file);
  }

  /**
   * The same for what may be lost in a power cut: there is the one or the other, some time later.
   */
  static void replaceLater(Path file, byte[] content) throws IOException {
    Files.move(
        written(file, content, false),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Moves a file that is on the disk in the place of another. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames(to.resolveSibling(""));
  }

  /** What is to take the place of a file; a cut may leave it behind. */
  public static Path fresh(Path file) {
    return file.resolveSibling(file.getFileName() + NEW);
  }

  /** Removes a file for good. */
  static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      forceNames(file.resolveSibling(""));
    }
  }

  /** The size of a file, 0 if there is none (yet). */
  static long size(Path file) {
    return file.toFile().length();
  }

  /** Makes what a file holds durable. */
  public static void force(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.getFD().sync();
    }
  }

  /** Makes the names of a directory durable. */
  public static void forceNames(Path directory) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!forced(directory)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Directories are opened by channels only, which an interruption closes. */
  private static boolean forced(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    } catch (AccessDeniedException e) {
      // Windows opens no directories; there a new file's name is durable with the file.
      return true;
    }
  }

  private static Path written(Path file, byte[] content, boolean durable) throws IOException {
    Path fresh = fresh(file);
    try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
      out.write(content);
      if (durable) {
        out.getFD().sync();
      }
    }
    return fresh;
  }
}
