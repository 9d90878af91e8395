package dev.holdfast.device.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Small files beside the store that are there as a whole, also after a power cut. */
final class DurableFiles {
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
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames(to.resolveSibling(""));
  }

  /** What is to take the place of a file; a cut may leave it behind. */
  static Path fresh(Path file) {
    return file.resolveSibling(file.getFileName() + NEW);
  }

  /** Makes what a file holds durable. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Makes the names of a directory durable. */
  static void forceNames(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (AccessDeniedException e) {
      // Windows opens no directories; there a new file's name is durable with the file.
      return;
    }
  }

  private static Path written(Path file, byte[] content, boolean durable) throws IOException {
    Path fresh = fresh(file);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (durable) {
        channel.force(true);
      }
    }
    return fresh;
  }
}
