package dev.holdfast.device.store;

import dev.holdfast.device.api.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the files are there that belong together. A store that lacks one must not be taken for a
 * new one, for one that was made before keys were wrapped, or for one with nothing in it: SQLite
 * makes an empty file where there is none, and removes the log that lies beside it.
 */
public final class StoreFiles {
  /** How the names of contents begin, which are files of their own. */
  public static final String CONTENT = "content-";

  /** What SQLite calls the log of a file: its name, and this. */
  static final String LOG = "-wal";

  /** The same of the log's index. */
  static final String INDEX = "-shm";

  /** The same of the journal. */
  static final String JOURNAL = "-journal";

  /** What lies beside a file. */
  static final List<String> BESIDE = List.of(LOG, INDEX, JOURNAL);

  private StoreFiles() {}

  /**
   * Makes sure that none was taken away. One that is new has neither notice nor log.
   *
   * @throws StoreException {@code DAMAGED} if one is missing
   */
  static void requireAll(Path directory) {
    boolean hasKey = Files.exists(directory.resolve(KeyFile.FILE));
    boolean hasPages = hasPages(directory);
    boolean wasUsed = Files.exists(directory.resolve(Notice.FILE));
    if (hasPages && wasUsed && !hasKey) {
      throw missing(
          KeyFile.FILE + " is missing", "Nobody opens the store without it: put it back.");
    }
    if (!hasPages && (hasKey && wasUsed || isFilled(directory.resolve(Database.FILE + LOG)))) {
      throw missing(
          Database.FILE + " is missing or empty",
          "Put it back, or use a new store in another directory.");
    }
  }

  /** The files of contents in the directory of a store, whoever they belong to. */
  public static List<Path> contents(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith(CONTENT)).toList();
    }
  }

  /** Whether there is anything in the store's file. */
  static boolean hasPages(Path directory) {
    return isFilled(directory.resolve(Database.FILE));
  }

  private static boolean isFilled(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw new StoreException(StoreException.Reason.FAILED, "The store can't be read: " + file, e);
    }
  }

  private static StoreException missing(String what, String remedy) {
    return new StoreException(
        StoreException.Reason.DAMAGED,
        "The store's %s. %s Nothing was changed.".formatted(what, remedy),
        null);
  }
}
