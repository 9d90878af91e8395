package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * The salts of the stores that this process has open. A POSIX system takes all locks that a process
 * has on a file when it closes any handle of that file, SQLite's too; another process would then
 * take itself for the last one and remove the log under those that still write to it. So a store's
 * file is read here only while nobody in this process has it open, and else never but by SQLite.
 * Safe for use by many threads.
 */
final class Salts {
  private static final int SALT_BYTES = 16;
  private static final Map<Path, Salt> OPEN = new HashMap<>();

  private Salts() {}

  private record Salt(byte[] bytes, int doors) {}

  /** A store's file in use; not for use by several threads. */
  static final class Door implements AutoCloseable {
    private final Path file;
    private final byte[] salt;
    private boolean closed;

    private Door(Path file, byte[] salt) {
      this.file = file;
      this.salt = salt;
    }

    /** The file's salt, a random one for a new file. */
    byte[] salt() {
      return salt.clone();
    }

    /** To be called when every connection to the file is closed. */
    @Override
    public void close() {
      synchronized (OPEN) {
        if (!closed) {
          closed = true;
          OPEN.computeIfPresent(
              file,
              (name, known) ->
                  known.doors() == 1 ? null : new Salt(known.bytes(), known.doors() - 1));
        }
      }
    }
  }

  /**
   * Before a store's file is opened.
   *
   * @throws StoreException if the file can't be read
   */
  static Door enter(Path file) {
    synchronized (OPEN) {
      try {
        Path real = real(file);
        Salt known = OPEN.get(real);
        Salt salt =
            known == null ? new Salt(read(real), 1) : new Salt(known.bytes(), known.doors() + 1);
        OPEN.put(real, salt);
        return new Door(real, salt.bytes());
      } catch (IOException e) {
        throw new StoreException(
            StoreException.Reason.FAILED, "The store can't be read: " + file, e);
      }
    }
  }

  /** One name for a file, whether it exists or not. */
  private static Path real(Path file) throws IOException {
    return Files.exists(file)
        ? file.toRealPath()
        : file.resolveSibling("").toRealPath().resolve(file.getFileName());
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(SALT_BYTES);
      }
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return salt;
  }
}
