package dev.holdfast.device.store.content;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write the file of a content, over all threads and processes. Who has none removes no
 * file that belongs to no content yet. The operating system frees that of a killed process. A POSIX
 * system takes a process's lock on a file when that closes any handle of it, so a claimed file is
 * opened by nobody else in this process: its content is not complete.
 */
final class Claim implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final RandomAccessFile file;

  private Claim(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Claims a file, which is made if there is none.
   *
   * @return empty if somebody else has it
   */
  static Optional<Claim> of(Path path) throws IOException {
    if (!HELD.add(path)) {
      return Optional.empty();
    }
    RandomAccessFile file = null;
    boolean claimed = false;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      claimed = file.getChannel().tryLock() != null;
      return claimed ? Optional.of(new Claim(path, file)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      // Held by another copy of this library in this process.
      return Optional.empty();
    } finally {
      if (!claimed) {
        HELD.remove(path);
        if (file != null) {
          file.close();
        }
      }
    }
  }

  Path path() {
    return path;
  }

  RandomAccessFile file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      HELD.remove(path);
    }
  }
}
