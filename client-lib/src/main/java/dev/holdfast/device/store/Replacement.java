package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts another store file, with another key, in the place of a store's. It is made beside the old
 * one and on the disk before the key file names it by its salt: to write the key file is the one
 * step that counts. Cut before it, the new file is thrown away by who opens the store next; cut
 * after it, it takes its place. For use under the {@link OpeningLock}, while nobody has the store
 * open.
 */
final class Replacement {
  static final String FILE = Database.FILE + ".new";

  private Replacement() {}

  /**
   * Where to make the new file.
   *
   * @throws StoreException if what an earlier attempt left there can't be removed
   */
  static Path begin(Path directory) {
    try {
      discard(directory);
      return directory.resolve(FILE);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** The step that counts; then what is left to do. */
  static void commit(Path directory, KeyFile keys) {
    try {
      DurableFiles.force(directory.resolve(FILE));
      DurableFiles.forceNames(directory);
      keys.write(directory);
      finish(directory);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** Ends a replacement that was cut, one way or the other. */
  static void finish(Path directory) {
    Path fresh = directory.resolve(FILE);
    Optional<KeyFile> keys = Files.exists(fresh) ? KeyFile.read(directory) : Optional.empty();
    try {
      if (keys.isPresent() && Arrays.equals(keys.get().saltOfFile(), salt(fresh))) {
        // They belong to the old file; the new one has none.
        for (String suffix : StoreFiles.BESIDE) {
          Files.deleteIfExists(directory.resolve(Database.FILE + suffix));
        }
        // Or a power cut might leave the new file with the log of the old one.
        DurableFiles.forceNames(directory);
        DurableFiles.move(fresh, directory.resolve(Database.FILE));
      }
      discard(directory);
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** Removes what a cut left behind. */
  private static void discard(Path directory) throws IOException {
    Files.deleteIfExists(DurableFiles.fresh(directory.resolve(KeyFile.FILE)));
    for (String suffix : StoreFiles.BESIDE) {
      Files.deleteIfExists(directory.resolve(FILE + suffix));
    }
    Files.deleteIfExists(directory.resolve(FILE));
  }

  /** The first bytes of a file. */
  static byte[] salt(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.copyOf(in.readNBytes(StoreKey.SALT_BYTES), StoreKey.SALT_BYTES);
    }
  }

  private static StoreException failed(Path directory, IOException e) {
    return DiskErrors.failed(
        "The store's file can't be replaced, and the store is as it was", directory, e);
  }
}
